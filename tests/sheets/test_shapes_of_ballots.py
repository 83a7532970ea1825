"""The same ballots, written one answer a cell or one tick a column, are read as the same rows."""

import random
from pathlib import Path

import pytest
from openpyxl import Workbook

from kit.model.campaign import Campaign
from kit.sheets.inbox import read_inbox
from kit.topics.kinds import kinds_of

ANSWERS = ("好", "较好", "一般", "差", "", "好、较好")
QUESTIONS = ("工作好不好", "作风好不好")
GRADES = ANSWERS[:4]


def ballots(seed: int) -> list[tuple[str, str, str]]:
    """Return random ballots: voters' group and an answer to each question."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [(chance.choice("ABC"), chance.choice(ANSWERS), chance.choice(ANSWERS)) for _ in range(30)]


def write_wide(path: Path, rows: list[tuple[str, str, str]]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["票号", "被评单位", "票种", *QUESTIONS])
    for number, (group, *answers) in enumerate(rows, 1):
        sheet.append([f"T{number}", "财政局", group, *answers])
    book.save(path)


def write_ticks(path: Path, rows: list[tuple[str, str, str]]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["票号", "被评单位", "票种", QUESTIONS[0], *[None] * 3, QUESTIONS[1], *[None] * 3])
    sheet.append([None, None, None, *GRADES, *GRADES])
    for column in ("A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:K1"):
        sheet.merge_cells(column)
    for number, (group, *answers) in enumerate(rows, 1):
        ticks = ["√" if grade in answer.split("、") else None for answer in answers for grade in GRADES]
        sheet.append([f"T{number}", "财政局", group, *ticks])
    book.save(path)


@pytest.mark.parametrize("seed", range(4))
def test_answers_in_cells_and_ticks_in_columns_are_the_same_ballots(
    campaign: Campaign, tmp_path: Path, seed: int
) -> None:
    read = []
    for name, write in (("wide", write_wide), ("ticks", write_ticks)):
        inbox = tmp_path / name / "inbox"
        inbox.mkdir(parents=True)
        write(inbox / "票.xlsx", ballots(seed))
        sheets = read_inbox(
            campaign.model_copy(update={"folder": tmp_path / name}), kinds_of(campaign)
        ).sheets
        read.append(
            [tuple(row[column] for column in ("票号", "票种", *QUESTIONS)) for row in sheets.rows("ballots")]
        )

    assert read[0] == read[1]
    assert len(read[0]) == 30
    assert {answer for row in read[0] for answer in row[2:]} <= {*GRADES, "未填", "多选"}
