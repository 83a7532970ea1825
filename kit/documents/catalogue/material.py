"""Invented rows: every kind of sheet drawn from its own example, as many rows as wanted.

A specimen knows nothing of a campaign's data, only of its campaign.toml: the columns, choices and items that
the campaign decides. Rows number n of two kinds belong together, because every key ends in its number.

Extreme material: nothing, one, sixty, the longest names, nought, too few ballots to be published.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.documents.catalogue.surveys import specimen_surveys
from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.roster import units_of
from kit.model.table import Sheets, Table
from kit.text.dates import read_date
from kit.topics.appraisal.comments import PASSED, PASSED_ON, REMARK
from kit.topics.kinds import kinds_giving, kinds_of
from kit.topics.ledger import count_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kit.model.draft import DocumentKind
    from kit.model.table import Column, SheetKind


FIRST_ROW = 2  # as Excel shows it
DAY = date(2020, 3, 2)
FREE = "示例类别"  # in a column of choices that may hold any word
LISTED = 3  # items of a list cell
LEFT_OUT = frozenset({"tallied_ballots"})  # the same ballots again, counted by hand
OF_UNITS = frozenset({"ballots", "voters", "previous_results"})  # some rows for every unit
PHASES = 3
TAIL = 4  # characters at the end of a stretched name that tell it from the others
_KEYS = {"被评单位": "单位", "来源意见ID": "意见ID", "来源归纳ID": "归纳ID", "转为问题ID": "问题ID"}
_ITEM = ("项目", "项")  # columns that name an item of the appraisal
_ORDER = ("阶段序号", "排序", "期号", "稿次", "总期号")
_NO = ("是否首次", "是否长期坚持")


@dataclass(frozen=True)
class Size:
    """How large a specimen is."""

    rows: int = 2  # of every sheet
    ballots: int = 8  # of every unit
    longest: int = 0  # characters that every name is stretched to; 0: as in the example
    zero: bool = False  # every count is nought
    bare: bool = False  # only what must be filled in, nothing more


def specimen_sheets(campaign: Campaign, size: Size, only: Iterable[str] | None = None) -> Sheets:
    """Return one invented table of every kind of sheet, or of those kinds only."""
    wanted = None if only is None else set(only)
    kinds = (kind for kind in kinds_of(campaign) if kind.id not in LEFT_OUT and kind.claim is None)
    drawn = (_table(kind, campaign, size) for kind in kinds if wanted is None or kind.id in wanted)
    surveys = specimen_surveys(size.rows, size.ballots, partial(_stretched, size=size))
    return Sheets((*drawn, *(table for table in surveys if wanted is None or table.kind in wanted)))


def _table(kind: SheetKind, campaign: Campaign, size: Size) -> Table:
    columns = tuple(column for column in kind.columns_for(campaign) if column.offered)
    rows = [
        [_value(_Cell(kind, column, thing, row, size), campaign) for column in columns]
        for thing, row in _numbers(kind, campaign, size)
    ]
    index = range(FIRST_ROW, FIRST_ROW + len(rows))
    frame = pd.DataFrame(rows, index=index, columns=[column.name for column in columns], dtype=object)
    if REMARK in frame:
        frame[PASSED_ON] = PASSED  # as if somebody had passed on whatever is written on ballots
    return Table(kind.id, f"示例-{kind.name}.xlsx", kind.name, "0" * 64, frame)


def _numbers(kind: SheetKind, campaign: Campaign, size: Size) -> Iterator[tuple[int, int]]:
    """Yield the two numbers of each row: which unit or thing it belongs to, which of its rows it is."""
    if kind.id == "phases":
        yield from (
            (number, number) for number in range(1, max(PHASES, (campaign.campaign.phase or 1) + 2) + 1)
        )
    elif kind.id in OF_UNITS:
        within = {"ballots": size.ballots}.get(kind.id, _within(kind, campaign))
        yield from ((unit, number) for unit in range(1, size.rows + 1) for number in range(1, within + 1))
    else:
        yield from ((number, number) for number in range(1, size.rows + 1))


def _within(kind: SheetKind, campaign: Campaign) -> int:
    evaluation = campaign.evaluation
    if evaluation is None:
        return 1
    return len(evaluation.items) if kind.id == "previous_results" else max(1, len(evaluation.groups))


@dataclass(frozen=True)
class _Cell:
    """A cell to be invented: its column, the example for it, the numbers of its row."""

    kind: SheetKind
    column: Column
    thing: int  # which unit, opinion, problem … the row belongs to
    row: int  # which of its rows
    size: Size

    @property
    def example(self) -> str:
        return self.kind.example.get(self.column.name, "")


def _value(cell: _Cell, campaign: Campaign) -> Any:  # noqa: ANN401 - a cell holds what its column's type says
    if cell.size.bare and not (cell.column.asked or cell.column.numbered):
        return None
    if cell.column.name in _ITEM and campaign.evaluation:
        items = campaign.evaluation.items
        return items[(cell.row - 1) % len(items)].question
    return _INVENTED.get(cell.column.type, _text)(cell)


def _count(cell: _Cell) -> int:
    if cell.column.name in _ORDER:
        return cell.thing
    return 0 if cell.size.zero else int(cell.example or 1)


def _day(cell: _Cell) -> date:
    found = read_date(cell.example, DAY.year)
    return found if isinstance(found, date) else DAY


def _claim(cell: _Cell) -> bool:
    return cell.column.name not in _NO and cell.row % 2 == 1


def _choice(cell: _Cell) -> str | None:
    column = cell.column
    if not column.choices:
        words = tuple(filter(None, (cell.example, FREE if column.asked or column.name == "类别" else "")))
        return words[(cell.row - 1) % len(words)] if words else None
    if column.name == "整票判定":
        return column.blank
    return column.choices[(cell.row - 1) % len(column.choices)]


def _key(cell: _Cell) -> str:
    name = cell.column.name
    if name in {"被评单位", "单位", "单位ID"}:
        return f"单位-{cell.thing}"
    if name == "轮次":
        return "上一轮"
    if cell.kind.id in OF_UNITS:
        return f"{name}-{cell.thing}-{cell.row}"
    return f"{_KEYS.get(name, name)}-{cell.thing}"


def _list(cell: _Cell) -> tuple[str, ...]:
    if cell.column.name in _KEYS:
        return (f"{_KEYS[cell.column.name]}-{cell.thing}",)
    said = cell.example or "示例"
    return tuple(_stretched(f"{said}{number}", cell.size) for number in range(1, LISTED + 1))


def _text(cell: _Cell) -> str:
    said = cell.example or f"示例{cell.column.name}"
    repeats = cell.column.filled_down or cell.column.name in {"机构", "上级机构"}
    return _stretched(said if repeats or cell.thing == 1 else f"{said}（{cell.thing}）", cell.size)


def _stretched(text: str, size: Size) -> str:
    """Return a text repeated until it is as long as the longest that may come; its end stays."""
    if not size.longest:
        return text
    return (text * (size.longest // len(text) + 1))[: size.longest - TAIL] + text[-TAIL:]


_INVENTED: dict[str, Callable[[_Cell], Any]] = {
    "count": _count,
    "number": _count,
    "date": _day,
    "yes_no": _claim,
    "choice": _choice,
    "list": _list,
    "key": _key,
}


MANY = 60
LONGEST = 60  # characters; the longest unit names that offices know of have fewer


@dataclass(frozen=True, eq=False)
class Extreme:
    """Material that few campaigns have, so that a template is tried before they do."""

    name: str  # as a person would call it: 六十行
    material: Material


def example_campaign() -> Campaign:
    """Return an invented campaign, for templates that are checked where there is none."""
    return Campaign.model_validate(
        {
            "campaign": {"title": "示例活动", "year": 2020, "phase": 1},
            "office": {"name": "示例市办公室", "body": "示例市机关", "body_short": "机关"},
            "evaluation": {
                "preset": "FOUR",
                "name": "评议",
                "items": [{"id": "one", "question": "示例项目一"}, {"id": "two", "question": "示例项目二"}],
            },
            "problems": [{"id": "one", "name": "示例类"}],
            "aspects": [{"name": "示例方面"}],
        }
    )


def extreme_materials(campaign: Campaign) -> tuple[Extreme, ...]:
    """Return the extreme materials under a campaign's settings; its own sheets are not looked at.

    The first has everything, a little of it. What the campaign says in [documents] is cut to one, made many,
    or left out.
    """
    least = campaign.evaluation.minimum if campaign.evaluation else 1
    full = Size(ballots=least + 1)
    return (
        Extreme("各样都有", _material(campaign, full)),
        Extreme("都只有一条", _material(_said(campaign, 1), replace(full, rows=1))),
        Extreme("都有六十条", _material(_said(campaign, MANY), replace(full, rows=MANY))),
        Extreme("名称最长", _material(_renamed(campaign), replace(full, longest=LONGEST))),
        Extreme("数都是0", _material(_said(campaign, 0), replace(full, zero=True))),
        Extreme("票数太少", _material(campaign, replace(full, ballots=least - 1))),
    )


def least(kind: DocumentKind, campaign: Campaign) -> Extreme:
    """Return the least that a kind of document can be written from: of ballots there is none."""
    givers = [kinds_giving(need)[0].id for need in kind.needs]
    sheets = specimen_sheets(campaign, Size(rows=1, bare=True), givers)
    tables = (_emptied(table) if table.kind == "ballots" else table for table in sheets.tables)
    return Extreme("只有必填的", _counted(_said(campaign, 0), Sheets(tuple(tables))))


def _material(campaign: Campaign, size: Size) -> Material:
    return _counted(campaign, specimen_sheets(campaign, size))


def _emptied(table: Table) -> Table:
    return replace(table, frame=table.frame.iloc[:0])


def _counted(campaign: Campaign, sheets: Sheets) -> Material:
    return Material(campaign, sheets, count_all(sheets, campaign), units_of(sheets))


def _said(campaign: Campaign, times: int) -> Campaign:
    """Return the campaign with every list of [documents] that long; nought: with no text at all."""
    documents = {} if times == 0 else _cut(campaign.documents, times)
    return campaign.model_copy(update={"documents": documents})


def _cut(said: Any, times: int) -> Any:  # noqa: ANN401 - whatever campaign.toml holds
    """Return what was said with its lists so long; lists inside those stay as they are."""
    if isinstance(said, dict):
        return {key: _cut(value, times) for key, value in said.items()}
    if isinstance(said, list) and said:
        return [said[number % len(said)] for number in range(times)]
    return said


def _renamed(campaign: Campaign) -> Campaign:
    """Return the campaign under names as long as they come."""
    office = campaign.office
    longest = {
        name: (said * LONGEST)[:LONGEST]
        for name in ("name", "body", "body_short", "recipients")
        if (said := getattr(office, name))
    }
    return campaign.model_copy(update={"office": office.model_copy(update=longest)})
