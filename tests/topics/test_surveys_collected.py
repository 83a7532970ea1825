"""When a survey was collected, who may have answered twice (survey_collecting), how many answered."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kit.app.work import Work, open_campaign
from kit.model.finding import Finding
from kit.model.settings import checked
from kit.model.survey import SurveySettings

SETTINGS = """
[campaign]
title = "试验"
year = 2024

[office]
name = "某图书馆"
body = "某图书馆"
body_short = "图书馆"
"""
HEADING = ["序号", "提交时间", "IP", "1、您多久来一次", "2、您满意吗", "3、您还有什么建议？", "联系电话"]
OFTEN, GOOD = ("每周", "每月", "很少"), ("满意", "一般", "不满意")


def answered(number: int, day: str, **other: Any) -> list[Any]:
    row = {
        "序号": number,
        "提交时间": f"2024/5/{day} 09:{number % 60:02d}:11",
        "IP": f"10.0.0.{number}",
        "often": OFTEN[number % 3],
        "good": GOOD[number % 2],
        "said": f"第{number}个书架太高了，够不着",
        "phone": "",
    }
    return list((row | other).values())


def opened(
    folder: Path, rows: list[list[Any]], settings: str = "", notes: str = "读者满意度问卷", answers: str = ""
) -> Work:
    (folder / "inbox").mkdir(parents=True)
    (folder / "campaign.toml").write_text(SETTINGS + settings + answers, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in ([notes], HEADING, *rows):
        book.active.append(row)
    book.save(folder / "inbox" / "读者.xlsx")
    return open_campaign(folder)


def said(work: Work, rule: str) -> list[Finding]:
    return [finding for finding in work.findings if finding.rule == rule]


def test_answer_sheets_outside_the_window_are_named_and_left_out(tmp_path: Path) -> None:
    rows = [answered(at, day) for at, day in enumerate(["6", "7", *["8"] * 10, "9", "10"], 1)]

    work = opened(tmp_path / "c", rows, "[[surveys]]\nopens = 2024-05-07\ncloses = 2024-05-09\n")

    assert work.facts["surveys.读者满意度问卷.answers"] == 12
    assert "自 2024-05-07、到 2024-05-09 以外的不算" in work.facts["surveys.读者满意度问卷.answers"].basis
    assert work.facts["surveys.读者满意度问卷.first_day"].value == date(2024, 5, 7)
    assert [finding.place.row for finding in said(work, "survey.outside_window")] == [3, 16]
    [account] = work.reading.account
    assert account.used == 12
    assert [row for row in account.named if row.reason == "收集时间以外交的"]
    assert account.rows == account.used + sum(named.number for named in account.named)


def test_rows_that_try_the_form_say_so_themselves_and_do_not_count(tmp_path: Path) -> None:
    rows = [answered(at, "8") for at in range(1, 13)]
    rows.append(answered(13, "8", said="测试"))

    work = opened(tmp_path / "c", rows)

    assert work.facts["surveys.读者满意度问卷.answers"] == 12
    assert "第15行写的是“测试”" in said(work, "survey.tried")[0].problem


@pytest.mark.parametrize(
    ("again", "why", "proposal"),
    [
        ({"phone": "13800000001"}, "电话、邮箱或用户标识相同", "只算最后一份"),
        (
            {"IP": "10.0.0.1", "often": "每月", "good": "一般", "said": "第1个书架太高了，够不着"},
            "来自同一个 IP，各题答案也都相同",
            "都算",
        ),
    ],
)
def test_who_may_have_answered_twice_is_asked_and_counts_until_somebody_says(
    again: dict[str, str], why: str, proposal: str, tmp_path: Path
) -> None:
    rows = [answered(at, "8", phone=f"1380000000{at % 10}") for at in range(1, 10)]
    rows.append(answered(10, "9", **again))

    work = opened(tmp_path / "c", rows)
    [finding] = said(work, "survey.same_person")
    assert finding.question is not None
    assert (why in finding.problem, finding.question.proposal) == (True, proposal)
    assert work.facts["surveys.读者满意度问卷.answers"] == 10

    for answer, number in (("只算最后一份", 9), ("都算", 10)):
        line = f'[answers]\n"{finding.question.key}" = "{answer}"\n'
        settled = opened(tmp_path / answer, rows, answers=line)
        assert settled.facts["surveys.读者满意度问卷.answers"] == number
        assert said(settled, "survey.same_person") == []


def test_alike_answers_or_one_clerks_name_are_no_evidence_of_one_person(tmp_path: Path) -> None:
    alike = {"often": "每周", "good": "满意", "said": "没有", "phone": "13800000000"}
    rows = [answered(at, "8", **alike) for at in range(1, 13)]

    work = opened(tmp_path / "c", rows)

    assert work.facts["surveys.读者满意度问卷.answers"] == 12
    assert said(work, "survey.same_person") == []


def test_whether_sheets_that_were_not_finished_count_is_asked(tmp_path: Path) -> None:
    def of_a_site(folder: Path, answers: str = "") -> Work:
        (folder / "inbox").mkdir(parents=True)
        (folder / "campaign.toml").write_text(SETTINGS + answers, encoding="utf-8")
        book = openpyxl.Workbook()
        book.active.append(["编号", "提交时间", "答题状态", "1、您满意吗", "2、您走哪个门"])
        for at in range(1, 13):
            state = "已完成" if at % 4 else "未完成"
            book.active.append([at, f"2024/5/8 09:{at:02d}:11", state, GOOD[at % 2], "东门"])
        book.save(folder / "inbox" / "业主.xlsx")
        return open_campaign(folder)

    work = of_a_site(tmp_path / "1")
    [finding] = said(work, "survey.unfinished")
    assert finding.question is not None
    settled = of_a_site(tmp_path / "2", f'[answers]\n"{finding.question.key}" = "不算"\n')

    assert (work.facts["surveys.业主.answers"], settled.facts["surveys.业主.answers"]) == (12, 9)
    assert said(settled, "survey.unfinished") == []


def test_how_many_went_out_comes_from_the_sheet_or_the_settings_and_is_else_unknown(tmp_path: Path) -> None:
    rows = [answered(at, "8") for at in range(1, 13)]
    key = "surveys.读者满意度问卷"

    nobody = opened(tmp_path / "1", rows)
    noted = opened(tmp_path / "2", rows, notes="读者满意度问卷（共发放问卷16份，收回12份）")
    stated = opened(tmp_path / "3", rows, '[[surveys]]\nname = "读者"\nissued = 20\n')
    more = opened(tmp_path / "4", rows, "[[surveys]]\nissued = 10\n")

    assert f"{key}.issued" not in nobody.facts
    [noted_id] = [id_ for id_ in noted.facts if id_.endswith(".return_rate")]
    assert noted.facts[noted_id].text == "75.0%"
    assert stated.facts[f"{key}.return_rate"].text == "60.0%"
    assert f"{key}.return_rate" not in more.facts
    assert "比发放的 10 份多" in said(more, "survey.more_than_issued")[0].problem


def test_a_setting_that_fits_no_survey_is_named(tmp_path: Path) -> None:
    work = opened(
        tmp_path / "c", [answered(at, "8") for at in range(1, 13)], '[[surveys]]\nname = "职工"\nissued = 9\n'
    )

    assert "没有叫“职工”的问卷" in said(work, "survey.unused_setting")[0].problem


def test_a_window_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(Exception, match="一份答卷也收不到"):
        checked(SurveySettings, {"opens": date(2024, 5, 9), "closes": date(2024, 5, 1)}, "campaign.toml")
