"""A sheet that is not read stops what needs it, and nothing else."""

from pathlib import Path

import pytest

from kit.app.work import Work, open_campaign

SETTINGS = """
[campaign]
title = "试验"
year = 2009
[office]
name = "办公室"
body = "机关"
body_short = "机关"
"""
PLAN, LEDGER = "整改方案", "整改台账"
ITEMS = "序号,整改措施,完成时限,完成情况\n1,每周一次,2009年9月底,已完成\n"
VISITS = "走访日期,领导,对象类型,对象名称\n3月2日,张三,社区,东街\n"


def opened(folder: Path, settings: str = SETTINGS, **files: str) -> Work:
    (folder / "inbox").mkdir(parents=True)
    (folder / "campaign.toml").write_text(settings, encoding="utf-8")
    for name, text in files.items():
        (folder / "inbox" / f"{name}.csv").write_text(text, encoding="utf-8")
    return open_campaign(folder)


def test_a_ledger_without_a_column_that_it_needs_stops_its_document_and_no_other(tmp_path: Path) -> None:
    entry = f'[[sheets]]\nfile = "表.csv"\nkind = "{LEDGER}"\n'
    work = opened(tmp_path / "活动", SETTINGS + entry, 表="编号,责任人\n1,甲\n2,乙\n", 走访=VISITS)

    finding, *_ = [found for found in work.findings if found.rule == "reading.missing_column"]

    assert PLAN in finding.stops
    work.must_be_sound()  # the other documents are written
    assert work.facts["visits.total"].value == 1
    assert not work.reading.sheets.has("rectification")


def test_the_rows_of_such_a_sheet_are_named(tmp_path: Path) -> None:
    work = opened(tmp_path / "活动", 公开台账="文件,方式,范围\n报告,内网,社会\n通报,内网,社会\n")

    [account] = work.reading.account
    assert account.used == 0
    assert sum(run.number for run in account.named) == account.rows == 3
    assert [run.reason for run in account.named] == ["列名", "缺“批准人”列，没有读"]


@pytest.mark.parametrize(
    ("name", "rows", "stopped"),
    [
        ("测评", "科室,德,能\n一科,优,良\n一科,中,优\n二科,差,优\n", {"评议结果通报", "评议结果通知书"}),
        ("杂", "菜名,价格\n青菜,3\n", set()),
    ],
)
def test_a_sheet_that_is_not_recognised_says_which_documents_wait_for_it(
    tmp_path: Path, name: str, rows: str, stopped: set[str]
) -> None:
    work = opened(tmp_path / "活动", **{name: rows})

    waiting = {document for found in work.findings if found.question for document in found.stops}
    assert waiting == stopped
