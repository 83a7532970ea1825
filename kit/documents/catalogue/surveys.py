"""Invented surveys: one with every kind of question and one of totals, as many rows as wanted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.survey import Survey, SurveyQuestion, SurveyTotals
from kit.model.table import Table
from kit.topics import survey_totals, surveys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


FIRST_ROW = 2
DAYS = date(2020, 3, 2), date(2020, 3, 9)
GRADES = ("满意", "基本满意", "不满意")
WROTE = ("示例意见", "无", "很好", "")


def specimen_surveys(rows: int, answers: int, stretched: Callable[[str], str]) -> tuple[Table, ...]:
    """Return an invented survey and invented totals.

    rows: options of a question, and units; answers: answer sheets, and who took part in each unit.
    """
    return _answer_sheets(rows, answers, stretched), _totals(rows, answers, stretched)


def _answer_sheets(rows: int, answers: int, stretched: Callable[[str], str]) -> Table:
    options = [stretched(f"示例选项{number}") for number in range(1, rows + 1)]
    asked = (
        SurveyQuestion(stretched("示例单选题"), "single", ("单选",)),
        SurveyQuestion(stretched("示例多选题"), "multiple", ("多选",), separator="┋"),
        SurveyQuestion(stretched("示例量表题"), "scale", ("量表",)),
        SurveyQuestion(stretched("示例排序题"), "ranking", ("排序",), separator="→"),
        SurveyQuestion(stretched("示例数字题"), "number", ("数字",)),
        SurveyQuestion(stretched("示例矩阵题"), "single", ("矩阵一",), sub=stretched("示例子题1")),
        SurveyQuestion(stretched("示例矩阵题"), "single", ("矩阵二",), sub=stretched("示例子题2")),
        SurveyQuestion(stretched("示例意见栏"), "open", ("意见",)),
    )
    cells = {
        "单选": [options[at % rows] for at in range(answers)],
        "多选": ["┋".join(options[: at % rows + 1]) for at in range(answers)],
        "量表": [str(at % 5 + 1) for at in range(answers)],
        "排序": ["→".join(options[at % rows :]) for at in range(answers)],
        "数字": [str(20 + at) for at in range(answers)],
        "矩阵一": [GRADES[at % len(GRADES)] for at in range(answers)],
        "矩阵二": [GRADES[at % 2] for at in range(answers)],
        "意见": [WROTE[at % len(WROTE)] for at in range(answers)],
    }
    survey = Survey(stretched("示例满意度问卷"), asked, DAYS)
    return _of_survey(surveys.KIND.id, surveys.KIND.name, cells, survey)


def _totals(rows: int, answers: int, stretched: Callable[[str], str]) -> Table:
    counts = [(answers - answers // 4 - answers // 8, answers // 4, answers // 8)] * rows
    cells: Mapping[str, Sequence[object]] = {
        "单位": [stretched(f"示例单位{number}") for number in range(1, rows + 1)],
        "参加人数": [sum(each) for each in counts],
        **{grade: [each[at] for each in counts] for at, grade in enumerate(GRADES)},
    }
    totals = SurveyTotals(stretched("示例满意度测评"), "单位", "参加人数", GRADES, "满意率", GRADES[:2])
    return _of_survey(survey_totals.KIND.id, survey_totals.KIND.name, cells, totals)


def _of_survey(
    kind: str,
    name: str,
    cells: Mapping[str, Sequence[object]],
    survey: Survey | SurveyTotals,
) -> Table:
    number = len(next(iter(cells.values())))
    frame = pd.DataFrame(dict(cells), index=range(FIRST_ROW, FIRST_ROW + number), dtype=object)
    return Table(kind, f"示例-{name}.xlsx", name, "0" * 64, frame, survey=survey)
