"""A sheet of last round that looks like this round's totals: said, and settled by one entry."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

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
MAPPED = '[[sheets]]\nfile = "去年.xlsx"\nkind = "历次结果"\n'


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


def test_two_rounds_that_look_the_same_are_told_and_the_answer_settles_it(kit: Kit, folder: Path) -> None:
    _, told, _ = kit("check", str(folder))
    assert 'kind = "历次结果"' in told
    (folder / "campaign.toml").write_text(SETTINGS + MAPPED, encoding="utf-8")

    status, told, _ = kit("tally", str(folder))

    assert status == 0, told
    assert "去年测评结果" not in told or "都对得上" in told
