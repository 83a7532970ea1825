"""What stands below the headings decides with them; where nothing tells, or two fit alike, it is asked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.campaign import SheetEntry
from kit.model.table import Column, SheetKind
from kit.sheets.inbox import read_inbox
from kit.topics.kinds import kinds_of

Said = Callable[..., list[str]]
FOUR = ("3月2日 {}", "3月3日 {}", "3月4日 {}", "3月5日 {}")
NO_TEXT = {
    "times": ("2024-05-06␣08:30:15", "2024-05-07␣09:00:01", "2024-05-08␣10:11:12", "2024-05-09␣11:00:00"),
    "numbers": ("12", "13", "14", "15"),
    "phones": ("'13900000001", "'13900000002", "'13900000003", "'13900000004"),
    "ids": ("'000000190001011000", "'000000190001011001", "'00000019000101100X", "'000000190001011003"),
    "codes": ("A-01", "A-02", "B-07", "C-11"),
}


def test_a_roster_is_nothing_and_proposed_to_be_left_out(inbox: Any, said: Said) -> None:
    inbox.draw(
        "花名册.xlsx",
        "序号 姓名 证件号 联系电话 登记时间\n"
        + "\n".join(
            f"{n} 甲{n} '00000019000101100{n} '1990000100{n} 2024-05-06␣08:30:15" for n in range(1, 7)
        ),
    )

    reading = inbox.read()

    assert reading.taken == ()
    [finding] = reading.findings
    assert finding.question is not None
    assert (finding.question.proposal, finding.question.choices) == ("忽略", ("忽略",))
    assert "像是" not in said(reading.findings)[0]


HEADLESS = "\n".join(
    f"{kind} 网站 {kind}要改一改的第{n}条意见 解决" for n, kind in enumerate(["窗口", "建议", "窗口"] * 4)
)


def test_a_sheet_without_headings_is_asked_and_all_its_rows_are_accounted_for(inbox: Any, said: Said) -> None:
    inbox.draw("已办.xlsx", HEADLESS)

    reading = inbox.read()

    assert said(reading.findings, "warning")[0].startswith("已办.xlsx「表」：没有列名，没有读。")
    [account] = reading.account
    assert (account.rows, account.used, [(run.first, run.last) for run in account.named]) == (
        12,
        0,
        [(1, 12)],
    )


def test_the_letters_of_its_columns_tell_what_they_are_and_every_row_is_read(inbox: Any) -> None:
    inbox.draw("已办.xlsx", HEADLESS)
    meant = {"A列": "来源渠道", "B列": "", "C列": "原文", "D列": ""}
    entry = SheetEntry(file="已办.xlsx", sheet="表", kind="意见登记（原始）", headings=meant)
    inbox.campaign = inbox.campaign.model_copy(update={"sheets": (entry,)})

    rows = inbox.rows("opinions")

    assert [row.number for row in rows] == list(range(1, 13))
    assert rows[0]["原文"] == "窗口要改一改的第0条意见"


@pytest.mark.parametrize("cells", NO_TEXT.values(), ids=NO_TEXT.keys())
def test_a_column_of_numbers_codes_or_times_is_never_the_text_of_a_kind(
    inbox: Any, cells: tuple[str, ...]
) -> None:
    kind = SheetKind(
        id="remarks",
        code="S98",
        name="留言",
        row="一条留言",
        key="",
        day="日期",
        personal=(),
        columns=(Column("日期", "date", required=True), Column("内容", "long", required=True)),
    )
    inbox.draw(
        "表.xlsx", "日期 内容\n" + "\n".join(row.format(c) for row, c in zip(FOUR, cells, strict=True))
    )
    kinds = (*kinds_of(inbox.campaign), kind)

    reading = read_inbox(inbox.campaign, kinds)

    assert "remarks" not in {table.kind for table in reading.sheets.tables}
    assert any("不是文字" in finding.problem for finding in reading.findings)


def test_two_kinds_that_fit_alike_are_asked_instead_of_guessed(inbox: Any, said: Said) -> None:
    columns = (Column("日子", "date", required=True), Column("去处", required=True))
    one = SheetKind("a1", "S97", "外出甲", "一次外出", "", "日子", (), columns)
    kinds = (*kinds_of(inbox.campaign), one, replace(one, id="a2", code="S96", name="外出乙"))
    inbox.draw("表.xlsx", "日子 去处\n3月2日 东街")

    reading = read_inbox(inbox.campaign, kinds)

    assert reading.taken == ()
    assert "像“外出乙”，也像“外出甲”，没有读" in said(reading.findings)[0]
    named = inbox.path("表.xlsx").rename(inbox.path("外出甲.xlsx"))
    assert [taken.kind_name for taken in read_inbox(inbox.campaign, kinds).taken] == ["外出甲"], named


LEDGERS = ("日期 领导 对象类型 对象名称", "会议ID 名称 类型 日期", "批次 渠道 发放份数 收回份数")
CELLS = st.sampled_from(["_", "3月2日", "张三", "社区", "7", "合计", "注：补", "东街", "示例", "一、组"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    title=st.sampled_from(["", "某某统计表 _ _ _\n", "_ _ _ _\n"]),
    heading=st.sampled_from(LEDGERS),
    rows=st.lists(st.lists(CELLS, min_size=4, max_size=4).map(" ".join), max_size=8),
    mapped=st.booleans(),
)
def test_rows_in_are_rows_used_and_rows_named_whatever_stands_in_them(
    inbox: Any, title: str, heading: str, rows: list[str], *, mapped: bool
) -> None:
    for path in inbox.campaign.inbox.iterdir():
        path.unlink()
    inbox.draw("表.xlsx", title + "\n".join([heading, *rows]))
    first = heading.split()
    entry = SheetEntry(kind="走访台账", headings=dict.fromkeys(first, "") | {first[0]: "对象名称"})
    inbox.campaign = inbox.campaign.model_copy(update={"sheets": (entry,) if mapped else ()})

    for account in inbox.read().account:
        named = [row for run in account.named for row in range(run.first, run.last + 1)]
        assert account.rows == account.used + len(named)
        assert len(set(named)) == len(named)
        assert all(run.reason for run in account.named)


def test_a_sheet_that_was_named_needs_no_column_by_which_others_of_its_kind_are_known(
    inbox: Any, said: Said
) -> None:
    entry = SheetEntry(file="班子.xlsx", kind="班子名单", headings={"姓名": "姓名", "职务": "职务"})
    inbox.campaign = inbox.campaign.model_copy(update={"sheets": (entry,)})
    inbox.draw("班子.xlsx", "姓名 职务 分管\n甲某某 局长 全面\n乙某某 副局长 财务")

    assert [row["姓名"] for row in inbox.rows("leaders")] == ["甲某某", "乙某某"]
    assert not said(inbox.read().findings, "error")
