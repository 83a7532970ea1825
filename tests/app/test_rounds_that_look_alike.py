"""A sheet of last round that looks like this round's totals is told by its title."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

Kit = Callable[..., tuple[int, str, str]]
SETTINGS = """
[campaign]
title = "试验"
year = 2024
[office]
name = "某局"
body = "某局"
body_short = "某局"
[evaluation]
name = "评议"
points = [100, 70, 30]
[[evaluation.items]]
id = "work"
question = "工作"
grades = ["满意", "基本满意", "不满意"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a campaign with this round's totals, and last year's in a sheet that looks the same."""
    inbox = tmp_path / "活动" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "单位目录.csv").write_text("单位ID,全称,简称\ncz,财政局,财政局\n", encoding="utf-8")
    heading = ["单位", "项目", "有效票", "第1等", "第2等", "第3等"]
    for name, votes in (("今年", [20, 18, 1, 1]), ("去年", [20, 10, 5, 5])):
        book = Workbook()
        for row in ([f"{name}测评结果"], heading, ["财政局", "工作", *votes]):
            book.active.append(row)
        book.save(inbox / f"{name}.xlsx")
    (inbox.parent / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    return inbox.parent


@pytest.mark.parametrize("title", ["去年测评结果", "2023年度测评结果", "上次测评情况"])
def test_of_two_rounds_that_look_the_same_the_title_tells_the_earlier(
    kit: Kit, folder: Path, title: str
) -> None:
    book = load_workbook(folder / "inbox/去年.xlsx")
    book.active["A1"] = title
    book.save(folder / "inbox/旧.xlsx")
    (folder / "inbox/去年.xlsx").unlink()

    status, told, complaint = kit("tally", str(folder))

    assert status == 0, told + complaint
    facts = json.loads((folder / "out/facts.json").read_text(encoding="utf-8"))
    rates = {fact["id"]: fact["text"] for fact in facts}
    assert (rates["evaluation.cz.work.g1.count"], rates["evaluation.cz.work.previous"]) == ("18", "75.0%")


def test_two_sheets_of_this_round_are_both_totals_and_told(kit: Kit, folder: Path) -> None:
    (folder / "inbox/去年.xlsx").rename(folder / "inbox/又一张.xlsx")
    book = load_workbook(folder / "inbox/又一张.xlsx")
    book.active["A1"] = "2024年测评结果"
    book.save(folder / "inbox/又一张.xlsx")

    status, told, complaint = kit("tally", str(folder))

    assert status == 1, told + complaint
