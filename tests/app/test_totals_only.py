"""A yearly appraisal without phases whose ballots came as totals: every paper that ballots give."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

Kit = Callable[..., tuple[int, str, str]]
SETTINGS = """
[campaign]
title = "年度测评"
year = 2024
[office]
name = "某局办公室"
body = "某某局"
body_short = "某局"
recipients = "各单位"
sealed = true
[evaluation]
name = "民主测评"
points = [100, 80, 60]
positive = 2
[[evaluation.items]]
id = "q1"
question = "工作"
grades = ["优秀", "良好", "较差"]
"""
UNITS = "单位ID,全称,简称,排序\nD1,甲公司,甲公司,1\nD2,乙公司,乙公司,2\n"
TOTALS = "被评单位,项目,收回票,第1等,第2等,第3等\n甲公司,工作,20,12,5,3\n乙公司,工作,20,15,5,0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a campaign with a roster of two units and totals of one item."""
    inbox = tmp_path / "年度" / "inbox"
    inbox.mkdir(parents=True)
    (inbox.parent / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    (inbox / "单位目录.csv").write_text(UNITS, encoding="utf-8")
    (inbox / "评议票汇总.csv").write_text(TOTALS, encoding="utf-8")
    return inbox.parent


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_every_unit_gets_its_notice_and_what_totals_cannot_tell_is_not_told(kit: Kit, folder: Path) -> None:
    status, told, _ = kit("notices", str(folder))

    made = sorted((folder / "out" / "notices").glob("*.docx"))
    assert (status, len(made)) == (0, 2), told
    text = text_of(made[1])
    assert "收回评议票20张；有效票20张" in text
    assert "没有在评议票上写下文字意见" not in text
    assert "—" in text


def test_the_circular_is_written_and_what_needs_phases_says_so(kit: Kit, folder: Path) -> None:
    status, told, _ = kit("draft", str(folder))

    assert status == 0
    assert "写好 1 件：评议结果通报" in told
    assert "阶段总结 没有写：没有收到“活动参数”" in told


def test_no_notice_at_all_has_a_reason_and_exit_status_one(kit: Kit, folder: Path) -> None:
    (folder / "inbox" / "评议票汇总.csv").unlink()

    status, told, _ = kit("notices", str(folder))

    assert status == 1
    assert "通知书一份也没有做：没有收到“评议票”" in told


SHARES = """2024年度民主测评得票率汇总,,,
单位,工作,,
,优秀,良好,较差
甲公司,70.25%,20.5%,9.25%
乙公司,0.9068,0.0632,0.03
"""


def test_shares_alone_make_every_paper_that_ballots_make_and_no_ballot_is_made_up(
    kit: Kit, folder: Path
) -> None:
    (folder / "inbox" / "评议票汇总.csv").write_text(SHARES, encoding="utf-8")

    status, told, _ = kit("notices", str(folder))
    drafted, said, _ = kit("draft", str(folder))

    made = sorted((folder / "out" / "notices").glob("*.docx"))
    assert (status, drafted, len(made)) == (0, 0, 2), told + said
    notice = text_of(made[1])
    circular = text_of(next((folder / "out" / "drafts").glob("评议结果通报*")))
    assert "综合好评率90.8%" in notice
    assert "70.3%\n20.5%\n9.3%\n—\n—\n90.8%" in notice
    assert "各格为汇总表填的占比，没有票数" in notice
    assert "收回多少张，汇总表没有写" in notice
    assert "97.0%" in circular
    assert "多选或无法辨认" not in circular
    assert "0张" not in notice + circular


def test_a_unit_whose_ballots_never_came_is_told_so_and_counts_nothing_as_none(
    kit: Kit, folder: Path
) -> None:
    (folder / "inbox" / "评议票汇总.csv").write_text(TOTALS.rpartition("乙公司")[0], encoding="utf-8")

    kit("notices", str(folder))
    kit("draft", str(folder))

    [notice] = (folder / "out" / "notices").glob("*乙公司*.docx")
    [circular] = (folder / "out" / "drafts").glob("评议结果通报*")
    assert "没有收到评议票，没有可以公布的结果" in text_of(notice)
    assert "收回评议票0张" not in text_of(notice)
    assert "没有收到乙公司的评议票。" in text_of(circular)
    assert "样本不足" not in text_of(circular)
