"""What a sheet leaves open: columns that are there and say nothing, single blank cells, unanswered items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import Finding, Level
from kit.sheets.cells import rows_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.model.table import Column
    from kit.sheets.body import Body
    from kit.sheets.cells import CellLocation, ColumnReading


EMPTIED_RULE, GAP_RULE = "reading.emptied_column", "reading.gap"
COUNTED_TYPES = {"count", "number", "date", "choice", "yes_no"}  # what rows are counted or chosen by
SELDOM, LONG = 12, 12  # one blank in so many rows is seldom; in a shorter sheet it tells little


def gap_findings(
    body: Body, readings: Mapping[str, ColumnReading], columns: Sequence[Column], where: CellLocation
) -> Iterator[Finding]:
    """Yield what is to be said of blanks; readings: the columns that the table gets."""
    yield from _emptied_findings(body, columns, where)
    yield from _gaps(body, readings, columns, where)
    yield from _unanswered(body, readings, where)
    yield from _open_blocks(body, where)


def emptied_columns(body: Body, columns: Sequence[Column]) -> list[Column]:
    """Return the columns that have a heading and, though there are rows, not one cell.

    On ballots words may well be missing; what must be filled in is told cell by cell. A blank that means
    something (未填) is an answer.
    """
    return [
        column for column in _optional(body, columns) if _is_emptied(body, body.match.columns[column.name])
    ]


def _optional(body: Body, columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns of the sheet whose blanks nothing else tells of."""
    is_ballot = any(column.several is not None for column in body.kinds)
    for column in columns:
        if column.name not in body.match.columns or column.demanded or column.context:
            continue
        if column.blank is None and (not is_ballot or column.type in COUNTED_TYPES):
            yield column


def _gaps(
    body: Body, readings: Mapping[str, ColumnReading], columns: Sequence[Column], where: CellLocation
) -> Iterator[Finding]:
    """Yield a finding on each column in which hardly a cell is blank: these few may have been forgotten.

    It is a warning where rows are told by the column, or where figures are made of it and it is long.
    """
    for column in _optional(body, columns):
        reading = readings.get(column.name)
        if reading is None or column.is_summed:  # emptied; or told with the sums that lack the cell
            continue
        pairs = zip(where.rows, reading.cells, strict=True)
        rows = [row for row, cell in pairs if cell is None and row not in reading.unread]
        size = len(where.rows)
        if not rows or len(rows) > max(1, size // SELDOM) or len(rows) == size:
            continue
        weighs = column.tells or (column.type in COUNTED_TYPES and size >= LONG)
        problem = f"别的行都填了，{rows_text(rows)}空着，用到这一格的数不知道，没有算"
        remedy = "漏填的请补上；确实没有可填的不用管"
        place = where.place(rows[0], column.name)
        yield Finding(GAP_RULE, "warning" if weighs else "info", place, problem, remedy)


UNANSWERED_RULE = "reading.unanswered"
LEAST_UNANSWERED, OFTEN = 3, 0.2  # rows, and their share, that leave an item open where nobody ticked a grade


def _unanswered(body: Body, readings: Mapping[str, ColumnReading], where: CellLocation) -> Iterator[Finding]:
    """Yield the items that no ballot answers, and grades that nobody ticked though many answer nothing."""
    remedy = "确实都没有选的不用管；漏录的请补录"
    for column in body.kinds:
        at = body.match.columns.get(column.name)
        if column.several is not None and at is not None and _is_emptied(body, at):
            problem = f"“{column.name}”列有列名，{len(body.kept)} 行却都空着，都按“{column.blank}”算"
            yield Finding(UNANSWERED_RULE, "warning", where.place(None, column.name), problem, remedy)
        for at, option in body.match.options.get(column.name, ()):
            silent = sum(cell in {None, column.blank} for cell in readings[column.name].cells)
            if silent >= max(LEAST_UNANSWERED, OFTEN * len(body.kept)) and _is_emptied(body, at):
                problem = f"“{column.name}”的“{option}”一个勾也没有，却有 {silent} 行这一项什么都没选"
                yield Finding(UNANSWERED_RULE, "warning", where.place(None, column.name), problem, remedy)


def _emptied_findings(body: Body, columns: Sequence[Column], where: CellLocation) -> Iterator[Finding]:
    """Yield one warning on the emptied columns of a sheet, and one line on those of long texts: 备注."""
    empty = emptied_columns(body, columns)
    long = [column.name for column in empty if column.type == "long"]
    short = [column.name for column in empty if column.type != "long"]
    levels: tuple[tuple[Level, list[str]], ...] = (("warning", short), ("info", long))
    for level, names in levels:
        if names:
            listed = "、".join(f"“{name}”" for name in names)
            problem = f"{listed}列有列名，{len(body.kept)} 行却都空着，要用到的数就不知道，不写"
            remedy = "漏填的请补上，填在别的列里的请改列名；确实没有可填的不用管"
            place = Place(where.file, where.sheet, None, names[0] if len(names) == 1 else None)
            yield Finding(EMPTIED_RULE, level, place, problem, remedy)


def _open_blocks(body: Body, where: CellLocation) -> Iterator[Finding]:
    """Yield a finding on each column of a block of counts that is blank, or in which hardly a cell is."""
    remedy = "漏填的请补上，没有的填 0；确实没有统计的不用管"
    for at in sorted(at for block in body.match.blocks.values() for at in block.values()):
        label, size = body.match.labels[at], len(body.kept)
        rows = [body.number(offset) for offset in body.kept if body.columns[at][offset] in body.blanks[at]]
        if size and len(rows) == size:
            place = where.place(None, label)
            yield Finding(EMPTIED_RULE, "warning", place, f"{size} 行都空着，这一列的数不知道", remedy)
        elif rows and len(rows) <= max(1, size // SELDOM):
            problem = f"别的行都填了，{rows_text(rows)}空着，用到这一格的数不知道"
            yield Finding(GAP_RULE, "info", where.place(rows[0], label), problem, remedy)


def _is_emptied(body: Body, at: int) -> bool:
    cells, blank = body.columns[at], body.blanks[at]
    return bool(body.kept) and all(cells[offset] in blank for offset in body.kept)
