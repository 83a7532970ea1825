"""Several tables on one sheet: each is read, and every row is used or named."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.model.campaign import SheetEntry
from kit.sheets.inbox import Reading

Said = Callable[..., list[str]]
VISITS = "日期 领导 对象类型 对象名称"
MEETINGS = "会议ID 名称 类型 日期"
FORMS = "批次 渠道 发放份数 收回份数"


def accounted(reading: Reading) -> Iterator[tuple[str, int, int, int]]:
    """Yield for each table what it is, its rows, those used and those named."""
    for account in reading.account:
        yield account.kind, account.rows, account.used, sum(run.number for run in account.named)


def counted(inbox: Any) -> dict[str, list[int]]:
    """Return the Excel rows of every kind."""
    found: dict[str, list[int]] = {}
    for table in inbox.read().sheets.tables:
        found.setdefault(table.kind, []).extend(int(row) for row in table.frame.index)
    return found


@pytest.mark.parametrize("between", ["", "_ _ _ _\n", "_ _ _ _\n会议情况 _ _ _\n", "二、会议 _ _ _\n"])
def test_two_tables_one_below_the_other_are_both_read(inbox: Any, said: Said, between: str) -> None:
    inbox.draw(
        "表.xlsx",
        f"走访情况 _ _ _\n{VISITS}\n3月2日 张三 社区 东街\n3月3日 李四 村 上屯\n"
        f"{between}{MEETINGS}\nM1 动员会 动员大会 3月1日\nM2 总结会 总结大会 5月1日",
    )
    below = 4 + between.count("\n") + 2

    assert counted(inbox) == {"visits": [3, 4], "meetings": [below, below + 1]}
    assert said(inbox.read().findings, "error", "warning") == []
    for _, rows, used, named in accounted(inbox.read()):
        assert rows == used + named


def test_a_total_and_a_note_stay_with_the_table_that_they_close(inbox: Any, said: Said) -> None:
    inbox.draw(
        "表.xlsx",
        f"{FORMS}\n1 机关 50 40\n合计 _ 50 40\n注：含补发 _ _ _\n{VISITS}\n3月2日 张三 社区 东街",
    )

    first, second = inbox.read().account

    assert [(run.first, run.last, run.reason) for run in first.named] == [
        (1, 1, "列名"),
        (3, 3, "合计"),
        (4, 4, "说明"),
    ]
    assert (second.rows, second.used) == (2, 1)
    assert said(inbox.read().findings, "error", "warning") == []


def test_a_heading_that_ends_with_the_word_total_is_no_total(inbox: Any, said: Said) -> None:
    inbox.draw(
        "表.xlsx",
        f"{FORMS}\n1 机关 50 40\n2 基层 50 30\n合计 _ 100 70\n"
        "序号 姓名 职务 合计\n1 甲某 科长 9\n2 乙某 科员 8",
    )

    reading = inbox.read()
    table = reading.sheets.tables[0]

    assert table.frame.index.tolist() == [2, 3]
    assert not [text for text in said(reading.findings) if "合计填的是" in text or "下面，没有读" in text]


@pytest.mark.parametrize(
    "title", ["2025年会议一览 _ _", "2025年会议一览 _ _\n填报：办公室 _ _", "_ _ _\n会议 _ _"]
)
def test_what_stands_above_a_sheet_that_was_named_is_no_table_of_its_own(inbox: Any, title: str) -> None:
    entry = SheetEntry(kind="会议台账", headings={"会议": "名称", "时间": "日期", "参加": "实到"})
    inbox.campaign = inbox.campaign.model_copy(update={"sheets": (entry,)})
    inbox.draw("表.xlsx", f"{title}\n会议 时间 参加\n动员大会 3月1日 20\n总结大会 5月1日 22")

    assert len(counted(inbox)["meetings"]) == 2
    assert [account.kind for account in inbox.read().account] == ["会议台账"]


@pytest.mark.parametrize("title", ["", "表二：各位同志 _ _ _\n", "表二 _ _ _\n（按姓氏笔画） _ _ _\n"])
def test_another_table_behind_a_total_a_blank_and_a_title_is_not_read_as_rows_of_the_first(
    inbox: Any, said: Said, title: str
) -> None:
    inbox.draw(
        "表.xlsx",
        f"{FORMS}\n1 机关 50 40\n2 基层 50 30\n合计 _ 100 70\n注：含补发 _ _ _\n_ _ _ _\n"
        f"{title}姓名 某项 另一项 合计\n甲某 77 33 110\n乙某 80 30 110",
    )

    reading = inbox.read()

    assert reading.sheets.tables[0].frame.index.tolist() == [2, 3]
    assert not said(reading.findings, "error")
    for _, rows, used, named in accounted(reading):
        assert rows == used + named


def test_the_same_heading_again_is_still_one_table(inbox: Any) -> None:
    inbox.draw("表.xlsx", f"{VISITS}\n3月2日 张三 社区 东街\n_ _ _ _\n{VISITS}\n3月3日 李四 村 上屯")

    assert [(kind, used) for kind, _, used, _ in accounted(inbox.read())] == [("走访台账", 2)]


def test_a_table_behind_a_blank_row_that_nobody_knows_is_asked_and_not_read_as_rows_of_the_first(
    inbox: Any,
) -> None:
    inbox.draw(
        "表.xlsx",
        f"{VISITS}\n3月2日 张三 社区 东街\n_ _ _ _\n菜名 口味 厨师 备注\n青菜 清淡 王五 好",
    )

    assert counted(inbox) == {"visits": [2]}
    [finding] = [finding for finding in inbox.read().findings if finding.question]
    assert str(finding.place) == "表.xlsx「表」第4行"
    assert all(rows == used + named for _, rows, used, named in accounted(inbox.read()))


def test_a_row_of_data_behind_a_blank_row_is_no_new_table(inbox: Any) -> None:
    inbox.draw("表.xlsx", f"{VISITS}\n3月2日 张三 社区 东街\n_ _ _ _\n3月3日 李四 村 上屯")

    assert counted(inbox) == {"visits": [2, 4]}


def test_two_tables_side_by_side_are_both_read(inbox: Any, said: Said) -> None:
    inbox.draw(
        "表.xlsx",
        f"{VISITS} _ {FORMS}\n3月2日 张三 社区 东街 _ 1 机关 50 40\n3月3日 李四 村 上屯 _ 2 企业 30 20",
    )

    assert counted(inbox) == {"visits": [2, 3], "opinion_forms": [2, 3]}
    assert said(inbox.read().findings, "error", "warning") == []


def test_one_kind_in_two_columns_of_tables_is_read_twice(inbox: Any) -> None:
    inbox.draw("表.xlsx", f"{VISITS} _ {VISITS}\n3月2日 张三 社区 东街 _ 3月3日 李四 村 上屯")

    assert [row["对象名称"] for row in inbox.rows("visits")] == ["东街", "上屯"]


def test_a_blank_column_inside_one_table_parts_nothing(inbox: Any) -> None:
    inbox.draw("票.xlsx", "票号 被评单位 _ 工作好不好 作风好不好\n1 财政局 _ 好 好\n2 财政局 _ 好 差")

    [table] = inbox.read().sheets.tables

    assert (len(table.frame), list(table.frame["作风好不好"])) == (2, ["好", "差"])


BLOCKS = {
    "visits": (VISITS, "3月2日 张三 社区 东街{}"),
    "meetings": (MEETINGS, "M{} 动员会 动员大会 3月1日"),
    "opinion_forms": (FORMS, "{} 机关 50 40"),
}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    blocks=st.lists(st.sampled_from(sorted(BLOCKS)), min_size=1, max_size=3, unique=True),
    rows=st.lists(st.integers(1, 4), min_size=3, max_size=3),
    gaps=st.lists(st.integers(0, 2), min_size=3, max_size=3),
    beside=st.booleans(),
)
def test_every_row_of_every_table_is_used_or_named_however_they_lie(
    inbox: Any, blocks: list[str], rows: list[int], gaps: list[int], *, beside: bool
) -> None:
    for path in inbox.campaign.inbox.iterdir():
        path.unlink()
    drawn = []
    for kind, number in zip(blocks, rows, strict=False):
        heading, row = BLOCKS[kind]
        drawn.append([heading, *(row.format(n) for n in range(1, number + 1))])
    if beside:
        height = max(map(len, drawn))
        lines = [" _ ".join((*each, *["_ _ _ _"] * height)[at] for each in drawn) for at in range(height)]
    else:
        lines = [line for each, gap in zip(drawn, gaps, strict=False) for line in (*each, *["_ _ _ _"] * gap)]
    inbox.draw("表.xlsx", "\n".join(lines))

    reading = inbox.read()

    read = {table.kind: len(table.frame) for table in reading.sheets.tables}
    assert read == dict(zip(blocks, rows, strict=False))
    assert all(whole == used + named for _, whole, used, named in accounted(reading))
