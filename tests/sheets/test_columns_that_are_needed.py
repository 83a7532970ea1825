"""A sheet needs the columns by which it is known; without any other it is read, and nothing becomes 0."""

from collections.abc import Callable
from typing import Any

import pytest

from kit.model.fact import Facts
from kit.model.finding import blocking
from kit.model.table import Column, SheetKind
from kit.sheets.inbox import Reading
from kit.topics import run_checks
from kit.topics.kinds import sheet_kinds
from kit.topics.ledger import count_all

Files = Callable[..., Reading]
LEDGERS = [
    kind
    for kind in sheet_kinds()
    if kind.code
    in {"S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10", "S11", "S16", "S17", "S18"}
    or kind.code in {"S20", "S21", "S23", "S26", "S27", "S28", "S29", "S30", "S34", "S35", "S36"}
]
SAID = {
    "text": ("{name}甲", "{name}乙", "{name}丙"),
    "long": ("{name}甲。", "{name}乙。", "{name}丙。"),
    "key": ("K1", "K2", "K3"),
    "list": ("子、丑", "寅、卯", "辰、巳"),
    "count": (1.0, 2.0, 3.0),
    "number": (1.0, 2.0, 3.0),
    "date": ("2009-04-01", "2009-04-02", "2009-04-03"),
    "yes_no": ("是", "是", "否"),
}
COUNTS = {"项数": (2.0, 2.0, 2.0), "采纳": (1.0, 1.0, 1.0)}
PUBLIC = {"密级": ("无", "内部", "无")}  # what is marked as a secret stops the run
BESIDE = {
    "完成日期": ("2009-04-01", None, None),
    "状态": ("已销号", "整改中", "未启动"),
    "被批评人": ("子", "丑", "寅"),
}


def cells(kind: SheetKind, column: Column) -> tuple[Any, ...]:
    """Return three cells of a column as a clerk would fill them."""
    if kind.id == "rectification" and column.name in BESIDE:
        return BESIDE[column.name]
    if column.name in PUBLIC:
        return PUBLIC[column.name]
    if column.name in COUNTS:
        return COUNTS[column.name]
    if column.type == "choice":
        words = column.choices or ("座谈会", "动员会", "座谈会")
        return tuple(words[at % len(words)] for at in range(3))
    return tuple(
        each.format(name=column.name) if isinstance(each, str) else each for each in SAID[column.type]
    )


def columns_of(kind: SheetKind, campaign: Any) -> tuple[Column, ...]:
    return tuple(column for column in kind.columns_for(campaign) if column.offered)


@pytest.fixture
def read_sheet(inbox: Any) -> Callable[[SheetKind, str, str], Reading]:
    """Return a function that reads a filled sheet without one column, or with that column empty."""

    def reading(kind: SheetKind, without: str = "", emptied: str = "") -> Reading:
        columns = [column for column in columns_of(kind, inbox.campaign) if column.name != without]
        rows = zip(*(cells(kind, column) for column in columns), strict=True)
        head = [column.name for column in columns]
        lines = [
            [None if name == emptied else cell for name, cell in zip(head, row, strict=True)] for row in rows
        ]
        inbox.write("表.xlsx", [head, *lines])
        return inbox.read()

    return reading


def facts_of(reading: Reading, campaign: Any) -> Facts:
    return count_all(reading.sheets, campaign)


CASES = [(kind, column.name) for kind in LEDGERS for column in kind.columns if not column.asked]


@pytest.mark.parametrize(("kind", "column"), CASES, ids=[f"{kind.id}-{name}" for kind, name in CASES])
@pytest.mark.parametrize("way", ["without", "emptied"])
def test_law_a_sheet_without_a_column_it_can_do_without_is_read_and_no_figure_becomes_0(
    inbox: Any, read_sheet: Callable[..., Reading], kind: SheetKind, column: str, way: str
) -> None:
    whole = facts_of(read_sheet(kind), inbox.campaign)
    reading = read_sheet(kind, **{way: column})

    assert [taken.kind_name for taken in reading.taken] == [kind.name]
    assert reading.taken[0].rows == 3
    facts = facts_of(reading, inbox.campaign)
    assert blocking((*reading.findings, *run_checks(reading.sheets, inbox.campaign))) == ()
    assert {id_: str(fact) for id_, fact in facts.items() if not fact and whole.get(id_)} == {}
    assert "None" not in "".join(f"{fact.id}{fact.name}{fact.text}" for fact in facts.values())


TOLD_BY = [(kind, column.name) for kind in LEDGERS for column in kind.columns if column.tells]


@pytest.mark.parametrize(("kind", "column"), TOLD_BY, ids=[f"{kind.id}-{name}" for kind, name in TOLD_BY])
def test_law_a_row_counts_without_a_word_in_a_column_by_which_its_sheet_is_known(
    inbox: Any, kind: SheetKind, column: str
) -> None:
    columns = columns_of(kind, inbox.campaign)
    head = [each.name for each in columns]
    rows = [list(row) for row in zip(*(cells(kind, each) for each in columns), strict=True)]
    rows[1][head.index(column)] = None
    inbox.write("表.xlsx", [head, *rows])

    reading = inbox.read()

    assert reading.taken[0].rows == 3
    assert blocking((*reading.findings, *run_checks(reading.sheets, inbox.campaign))) == ()
    facts = facts_of(reading, inbox.campaign)
    assert "None" not in "".join(f"{fact.id}{fact.name}{fact.text}" for fact in facts.values())
