"""The second campaign: a school, its sheets as blocks of text in tests/school, drawn into an inbox."""

import csv
import random
import shutil
from pathlib import Path

from kit.sheets.writing.workbook import SheetOut, write_workbook
from kit.topics.kinds import sheet_kinds

SCHOOL = Path(__file__).parent / "school"
GRADES = ("满意", "比较满意", "不太满意", "不满意", "")
QUESTIONS = ("教书育人", "关心学生", "廉洁从教", "总体印象")
AS_TEXT = {"opinions", "tallied_ballots"}  # these come as .csv


def lines(name: str) -> list[list[str]]:
    """Return the cells of each line of a sheet's text, its heading first."""
    text = (SCHOOL / "sheets" / f"{name}.txt").read_text(encoding="utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    return [[cell.strip() for cell in row.split("|")] for row in rows]


def draw_school(folder: Path) -> Path:
    """Return a folder with the school's campaign.toml and inbox."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    shutil.copy(SCHOOL / "campaign.toml", folder)
    names = {kind.id: kind.name for kind in sheet_kinds()}
    for path in sorted((SCHOOL / "sheets").glob("*.txt")):
        heading, *rows = ballots() if path.stem == "ballots" else lines(path.stem)
        if path.stem in AS_TEXT:
            with (inbox / f"{names[path.stem]}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([heading, *rows])
        else:
            write_workbook(inbox / f"{names[path.stem]}.xlsx", [SheetOut(names[path.stem], heading, rows)])
    return folder


def ballots() -> list[list[str]]:
    """Return single ballots, in no order that tells who wrote them."""
    made: list[list[str]] = []
    for unit, answers, blank, void in lines("ballots"):
        chance = random.Random(unit)  # noqa: S311 - the same every time, no secret
        columns = []
        for counts in answers.split("/"):
            column = [grade for grade, n in zip(GRADES, counts.split(), strict=True) for _ in range(int(n))]
            chance.shuffle(column)
            columns.append(column)
        own = [[*row, ""] for row in zip(*columns, strict=True)]
        own += [["", "", "", "", ""]] * int(blank) + [["满意", "满意", "满意", "满意", "无效"]] * int(void)
        chance.shuffle(own)
        made += [[f"{unit}{number:02d}", unit, *row] for number, row in enumerate(own, 1)]
    return [["票号", "被评单位", *QUESTIONS, "整票判定"], *made]
