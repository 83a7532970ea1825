"""Which rows of a sheet are data, and what the others are.

Rows that are no data: totals, notes, signatures, examples, repeated headings, lines between blocks, class
headings. Every function takes the body of a sheet and returns offsets of rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, Level
from kit.sheets.cells import rows_text
from kit.sheets.grid import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kit.model.table import Column
    from kit.sheets.grid import Grid, RawCell
    from kit.sheets.headings import Match


@dataclass(frozen=True)
class Total:
    """A row that says a sum; `since_last` and `since_start` are the offsets of rows it may sum."""

    offset: int
    word: str
    since_last: tuple[int, int]
    since_start: tuple[int, int]

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the rows that it may sum: a 小计 those since the last total, any other all or those."""
        return (self.since_last,) if self.word == "小计" else (self.since_start, self.since_last)


@dataclass(frozen=True)
class Body:
    """The rows under a heading, column by column; offsets count from the first of them."""

    grid: Grid
    match: Match
    kinds: tuple[Column, ...]  # the columns of the kind
    first: int  # Excel row of offset 0
    columns: list[Sequence[RawCell]]
    kept: list[int] = field(default_factory=list)  # offsets of data rows
    named: dict[int, str] = field(default_factory=dict)  # offsets of the other rows, and what they are
    totals: list[Total] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def number(self, offset: int) -> int:
        """Return the Excel row."""
        return self.first + offset

    @property
    def size(self) -> int:
        """Return how many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    @cached_property
    def distinct(self) -> list[set[RawCell]]:
        """Return the different cells of each column."""
        return [set(column) for column in self.columns]

    @cached_property
    def blanks(self) -> list[set[RawCell]]:
        """Return what the empty cells of each column hold."""
        return [{cell for cell in cells if is_blank(cell)} for cells in self.distinct]

    @cached_property
    def used(self) -> Mapping[int, Column | None]:
        """Return the columns that mean something; None for one option of a column."""
        by_name = {column.name: column for column in self.kinds}
        used: dict[int, Column | None] = {at: by_name[name] for name, at in self.match.columns.items()}
        used |= {at: None for block in self.match.blocks.values() for at in block.values()}
        return used | {at: None for options in self.match.options.values() for at, _ in options}

    def row(self, offset: int) -> list[str]:
        """Return the cells of a row as trimmed text."""
        return [str(column[offset]).strip() for column in self.columns]

    def said(self, offset: int) -> Iterator[tuple[int, RawCell]]:
        """Yield the cells of a row that hold something, with their columns."""
        for at, column in enumerate(self.columns):
            if column[offset] not in self.blanks[at]:
                yield at, column[offset]

    def offsets(self, wanted: Mapping[int, AbstractSet[RawCell]]) -> set[int]:
        """Return the rows that hold one of the wanted cells, given by column."""
        return {
            offset
            for at, cells in wanted.items()
            if cells
            for offset, cell in enumerate(self.columns[at])
            if cell in cells
        }


SUBTOTAL = "小计"
TOTAL = re.compile(r"[（(]?(?:本页|本表|全部|全市)?(合计|小计|总计|共计|累计)[)）]?[:：]?")
LONGEST_TOTAL = 10
NOTE = re.compile(
    r"(?:注|备注|说明|附注|填表说明|填表人|填报人|填报单位|填报日期|填报时间|填表日期|制表人?|审核人?|审批人?|负责人|"
    r"单位负责人|分管领导|经办人?|联系人|联系电话|电话|统计人?|监票人?|计票人?|唱票人?|录入人?|校对人?|"
    r"单位[（(]盖章[）)]|盖章|日期)"
    r"\d?[:：]"
)
NOTE_STARTS = set("注备说附填制审负单分经联电统监计唱录校盖日 \u3000\t\r\n")
TAIL = re.compile(r"[\u4e00-\u9fff]{1,8}[:：]")  # 档案号： 填报： 抄送：
TAIL_CELLS = 2
EXAMPLE = "示例"
EXAMPLE_TYPES = {"key", "text", "long"}
WIDE = 3  # columns that a merged line covers to be a line of its own


def total_rows(body: Body) -> dict[int, str]:
    """Return the rows with a cell that says 合计, 小计 or the like, and which of them."""
    words: dict[int, str] = {}
    for column, cells in zip(body.columns, body.distinct, strict=True):
        said = {cell: word for cell in cells if (word := total_word(cell))}
        if said:
            words |= {offset: said[cell] for offset, cell in enumerate(column) if cell in said}
    return {offset: word for offset, word in words.items() if not _are_words(body, offset)}


def _are_words(body: Body, offset: int) -> bool:
    """Return whether a row with 合计 in it is a heading: other words beside it, and no number."""
    said = [cell for _, cell in body.said(offset) if not total_word(cell)]
    return len(said) > 1 and all(isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in said)


def total_word(cell: object) -> str | None:
    """Return 合计, 小计 or the like if that is all a cell says."""
    if not isinstance(cell, str) or "计" not in cell or len(cell) > LONGEST_TOTAL:
        return None
    found = TOTAL.fullmatch("".join(cell.split()))
    return found[1] if found else None


def note_rows(body: Body) -> set[int]:
    """Return the rows that begin with 注：, 填表人： or the like, and the lines that close the sheet."""
    wanted = {
        at: {
            cell
            for cell in cells
            if isinstance(cell, str) and cell[:1] in NOTE_STARTS and NOTE.match("".join(cell[:20].split()))
        }
        for at, cells in enumerate(body.distinct)
    }
    notes = set()
    for offset in body.offsets(wanted):
        at, cell = next(body.said(offset))
        if cell in wanted[at]:
            notes.add(offset)
    return notes | _tail(body, notes)


def _tail(body: Body, notes: set[int]) -> set[int]:
    """Return the lines such as 档案号：… that close a sheet, from the last row upwards."""
    tail: set[int] = set()
    for offset in range(body.size - 1, -1, -1):
        said = [str(cell) for _, cell in body.said(offset)]
        if said and offset not in notes:
            if len(said) > TAIL_CELLS or not TAIL.match(said[0].strip()):
                break
            tail.add(offset)
    return tail


def example_rows(body: Body) -> set[int]:
    """Return the rows whose name or key begins with 示例: they show how, and are not counted."""
    wanted = {
        at: {cell for cell in body.distinct[at] if isinstance(cell, str) and _is_example(cell)}
        for at, column in body.used.items()
        if column is not None and column.type in EXAMPLE_TYPES and _may_be_example(body, column)
    }
    return body.offsets(wanted)


def _may_be_example(body: Body, column: Column) -> bool:
    """Return whether the column names the row, or is one whose example in a blank workbook says so."""
    names = column.asked or column.type == "key"
    return names or body.match.kind.example.get(column.name, "").startswith(EXAMPLE)


def _is_example(cell: str) -> bool:
    return cell.lstrip(" \u3000（(【[").startswith(EXAMPLE)


def repeated_headings(body: Body) -> set[int]:
    """Return the rows that say the heading again, as on every printed page."""
    match, rows = body.match, body.grid.rows
    headings = [[str(cell).strip() for cell in rows[match.row + deep]] for deep in range(match.depth)]
    at = min(body.used, default=None)
    if at is None or not body.columns:
        return set()
    said = {heading[at] for heading in headings} - {""}
    cells = {cell for cell in body.distinct[at] if str(cell).strip() in said}
    found = {offset for offset in body.offsets({at: cells}) if body.row(offset) in headings}
    below = {offset + 1 for offset in found if offset + 1 < body.size}
    return found | {offset for offset in below if body.row(offset) in headings}


def interposed_rows(body: Body, headings: set[int]) -> set[int]:
    """Return the rows with one cell of words over the whole width, or above a repeated heading."""
    merged = {
        span.first_row - body.first
        for span in body.grid.merged
        if span.first_row == span.last_row and span.last_column - span.first_column + 1 >= WIDE
    }
    above = {offset - back for offset in headings for back in (1, 2)} - headings
    inside = {offset for offset in merged | above if 0 <= offset < body.size}
    return {offset for offset in inside if len(list(body.said(offset))) == 1}


CLASS_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]\s*\S")
REASONS = (
    (re.compile(r"填报(单位|部门|日期|时间)|制表日期|日期|单位[:：]"), "填报信息"),
    (re.compile(r"(计|监|唱|统计|录入|校对|审核|审批|制表|填表|填报|经办|负责)[^:：]{0,3}[:：]"), "经手人"),
)


NOT_YET = re.compile(
    r"[（(]?(待(编|印|印发|编印|刊|刊发|开|召开|举行|开展)|拟(编|开|召开|举行|开展)|尚?未(召开|举行|开展|编印))[）)]?"
)


def planned_rows(body: Body) -> set[int]:
    """Return the rows of dated things with a cell that says no more than that it is yet to be done (待编)."""
    if not body.match.kind.day:
        return set()
    wanted = {
        at: {cell for cell in body.distinct[at] if isinstance(cell, str) and NOT_YET.fullmatch(cell.strip())}
        for at, column in body.used.items()
        if column is not None and column.type in {"text", "long", "date"}
    }
    return body.offsets(wanted)


def class_headings(body: Body) -> set[int]:
    """Return the rows such as 一、一级子公司 that name a class of the rows below and hold nothing else."""
    wanted = {
        at: {cell for cell in cells if isinstance(cell, str) and CLASS_HEADING.match(cell.strip())}
        for at, cells in enumerate(body.distinct)
        if (column := body.used.get(at)) is None or column.type not in {"text", "long", "list"}
    }
    return {offset for offset in body.offsets(wanted) if len(list(body.said(offset))) == 1}


def note_reason(text: str) -> str:
    """Return what a line outside the data is.

    >>> note_reason("计票人：李某   监票人：吴某"), note_reason("注：弃权票计入有效票")
    ('经手人', '说明')
    """
    plain = "".join(text.split())
    return next((reason for pattern, reason in REASONS if pattern.match(plain)), "说明")


def body_of(grid: Grid, match: Match, columns: Sequence[Column]) -> Body:
    """Return the data rows of a sheet, its totals, and what is to be said about the other rows."""
    start = match.row + match.depth
    raw: list[Sequence[RawCell]] = [column[start:] for column in grid.columns]
    body = Body(grid, match, tuple(columns), grid.first_row + start, raw)
    headings, notes, totals = repeated_headings(body), note_rows(body), total_rows(body)
    classes = class_headings(body) - notes - set(totals) - headings
    lines = interposed_rows(body, headings) - notes - set(totals) - classes
    examples, planned = example_rows(body), planned_rows(body) - notes - set(totals) - headings
    skipped = {*headings, *notes, *totals, *lines, *classes, *examples, *planned}
    filled, keyed = _filled(body)
    data = [at for at in range(body.size) if filled[at] and at not in skipped]
    end = _end(totals, data, headings, body.size)
    body.kept.extend(at for at in data if at < end)
    _place_totals(body, totals, headings)
    numbered = [at for at in range(body.size) if keyed[at] and not filled[at] and at not in skipped]
    late = [at for at in data if at >= end]
    _say_skipped(body, lines, numbered, late)
    body.findings.extend(_hidden_columns(body))
    if planned:
        body.findings.append(_said(body, PLANNED_RULE, "warning", sorted(planned), *PLANNED_SAID))
        body.named.update(dict.fromkeys(planned, "还没有做"))
    body.named.update(dict.fromkeys(late, "在合计下面"))
    body.named.update(dict.fromkeys(numbered, "只有编号"))
    body.named.update(dict.fromkeys(lines | classes, "分组标题"))
    body.named.update(dict.fromkeys(examples, "示例"))
    body.named.update({at: note_reason(str(next(body.said(at))[1])) for at in notes})
    body.named.update(totals)
    body.named.update(dict.fromkeys(headings, "重复的列名"))
    _name_the_rest(body)
    return body


def _name_the_rest(body: Body) -> None:
    """Name the rows that nothing claimed: blank, or with nothing in the columns that are read."""
    if len(body.kept) + len(body.named) < body.size:
        rest = set(range(body.size)) - set(body.kept) - set(body.named)
        said = {at: next(body.said(at), None) for at in rest}
        body.named.update({at: "空行" if one is None else "读的列里没有内容" for at, one in said.items()})


def _say_skipped(body: Body, lines: Iterable[int], numbered: list[int], late: list[int]) -> None:
    hidden = [at for at in body.kept if body.number(at) in body.grid.hidden_rows]
    say = [
        (
            "reading.unread_line",
            "info",
            sorted(lines),
            "像是分组标题或说明，没有当数据读",
            "是数据请补全这一行",
        ),
        ("reading.numbered_only", "info", numbered, "只有编号，没有内容，没有读", "有内容请补上"),
        (
            "reading.after_total",
            "error",
            late,
            "在“合计”下面，没有读",
            "请把合计移到最后一行，或删去多余的行",
        ),
        (
            "reading.hidden_rows",
            "warning",
            hidden,
            "是隐藏的，也读进来了",
            "不该算的请删掉整行；隐藏不等于删除",
        ),
    ]
    body.findings.extend(_said(body, *words) for words in say if words[2])  # type: ignore[arg-type]


def _hidden_columns(body: Body) -> Iterator[Finding]:
    """Yield one warning on the columns that are read though nobody sees them."""
    hidden = [
        body.match.labels[at]
        for at in sorted(body.used)
        if body.grid.first_column + at in body.grid.hidden_columns and body.match.labels[at]
    ]
    if hidden:
        place = Place(body.grid.file, body.grid.sheet, None, hidden[0])
        listed = "、".join(f"“{label}”" for label in hidden)
        remedy = "不该算的请删掉整列；隐藏不等于删除"
        yield Finding("reading.hidden_columns", "warning", place, f"{listed}列是隐藏的，也读进来了", remedy)


PLANNED_RULE = "reading.planned"
PLANNED_SAID = ("写的是还没有做的事，没有算", "做了以后请补全这一行")


def _said(body: Body, rule: str, level: Level, offsets: list[int], problem: str, remedy: str) -> Finding:
    rows = [body.number(at) for at in offsets]
    place = Place(body.grid.file, body.grid.sheet, rows[0])
    return Finding(rule, level, place, f"{rows_text(rows)}{problem}", remedy)


def _filled(body: Body) -> tuple[list[bool], list[bool]]:
    """Return which rows hold data, and which hold at least a key.

    A row with nothing but keys, or the number of an issue, is data only in a kind whose other cells may all
    be blank: a ballot.
    """
    others = len([column for column in body.used.values() if column is None or not column.ordinal])
    needs_more = any(c.asked and c.type != "key" and c.blank is None for c in body.kinds)
    filled, keyed = [False] * body.size, [False] * body.size
    for at, column in body.used.items():
        numbers = column is not None and (column.type == "key" or (column.ordinal and others > 0))
        target = keyed if needs_more and numbers else filled
        blank = body.blanks[at]
        if not blank:
            target[:] = [True] * body.size
            continue
        for offset, cell in enumerate(body.columns[at]):
            if cell not in blank:
                target[offset] = True
    return filled, keyed


def _end(totals: dict[int, str], data: Sequence[int], headings: set[int], size: int) -> int:
    """Return the offset behind which nothing is read: the last total, unless a new heading follows."""
    grand = [at for at, word in totals.items() if word != SUBTOTAL and data and data[0] < at]
    if not grand or any(at > max(grand) for at in headings):
        return size
    return max(grand)


def _place_totals(body: Body, totals: dict[int, str], headings: set[int]) -> None:
    """Add each total with the rows it may sum; a total above all data sums what is below it."""
    start = last = 0
    for at in sorted(totals):
        if any(last <= heading < at for heading in headings) and last:
            start = last
        if body.kept and body.kept[0] < at:
            body.totals.append(Total(at, totals[at], (last, at), (start, at)))
            last = at
        else:
            body.totals.append(Total(at, totals[at], (at, body.size), (at, body.size)))
