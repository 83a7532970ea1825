"""Answer sheets (份): which rows are one respondent's, and which are the same one exported twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.rows import source_row_hash
from kit.sheets.headings import normalised_heading
from kit.sheets.surveying.own_columns import repeated_sheets
from kit.sheets.surveying.verbatim import days, moments, texts, verbatim_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.opinions.importing.reading.export import Inquiry
    from kit.opinions.importing.reading.table import RawTable
    from kit.sheets.grid import RawCell


SHOWN = 5
TIMES = ("time", "start")


@dataclass(frozen=True, eq=False)
class Respondents:
    """The answer sheets of a table, column by column, repeated ones left out."""

    columns: list[list[RawCell]]
    rows: list[int]
    keys: list[str]  # "" where nothing tells one sheet from another
    days: list[str]
    names: list[str]


def respondents_of(table: RawTable, roles: Mapping[str, int], year: int, inquiry: Inquiry) -> Respondents:
    """Return the answer sheets of a survey export.

    roles: columns by what they tell: serial time start took ip detail person, and day where a date is all
    that is known, which tells no two sheets apart.
    """
    chosen = _kept(table, roles, inquiry)
    columns = [list(column) if chosen is None else [column[at] for at in chosen] for column in table.columns]
    rows = table.rows if chosen is None else [table.rows[at] for at in chosen]
    _note_batches(table, columns, roles, inquiry)
    when = next((columns[roles[role]] for role in (*TIMES, "day") if role in roles), None)
    return Respondents(
        columns,
        rows,
        _keys(columns, roles, len(rows)),
        days(when, year) if when is not None else [""] * len(rows),
        texts(columns[roles["person"]]) if "person" in roles else [""] * len(rows),
    )


def _kept(table: RawTable, roles: Mapping[str, int], inquiry: Inquiry) -> list[int] | None:
    """Return the body rows to keep, or None for all: no headings pasted among them, no sheet twice."""
    heading = tuple(verbatim_cell(cell).strip() for cell in table.grid.rows[table.at])
    again = repeated_sheets(table.columns, {at: role for role, at in roles.items()})
    chosen, twice, pasted = [], [], []
    for at, (number, row) in enumerate(table.body):
        if verbatim_cell(row[0]).strip() == heading[0] and _is_heading(row, heading):
            pasted.append(number)
        elif at in again:
            twice.append((number, table.rows[again[at]]))
        else:
            chosen.append(at)
    _note_repeats(table, twice, pasted, inquiry)
    return chosen if twice or pasted else None


def _is_heading(row: Sequence[RawCell], heading: tuple[str, ...]) -> bool:
    return tuple(normalised_heading(verbatim_cell(cell)) for cell in row) == tuple(
        map(normalised_heading, heading)
    )


def _note_repeats(table: RawTable, twice: list[tuple[int, int]], pasted: list[int], inquiry: Inquiry) -> None:
    if twice:
        repeats = "、".join(f"第{row}行同第{first}行" for row, first in twice[:SHOWN])
        more = "等" if len(twice) > SHOWN else ""
        inquiry.note(
            "warning",
            table.place(),
            f"同一份答卷导出了两次，共 {len(twice)} 行（{repeats}{more}），只算一次",
            "请核对；确是两个人的，请把答卷的时间或编号补上",
            "opinions.repeated_sheet",
        )
    if pasted:
        repeats = "、".join(str(row) for row in pasted[:SHOWN])
        inquiry.note(
            "info", table.place(), f"第{repeats}行又是列名，是几批粘在一起的，没有当成答卷", "不用改"
        )


def _note_batches(
    table: RawTable, columns: list[list[RawCell]], roles: Mapping[str, int], inquiry: Inquiry
) -> None:
    if "serial" not in roles:
        return
    counts = Counter(verbatim_cell(cell) for cell in columns[roles["serial"]])
    repeated = sum(1 for serial, times in counts.items() if serial and times > 1)
    if repeated:
        inquiry.note(
            "info",
            table.place(column=table.labels[roles["serial"]]),
            f"有 {repeated} 个号重复，像是两批粘在一起的；内容不同，各算一份",
            "请核对是不是同一次征求意见",
            "opinions.repeated_serial",
        )


def _keys(columns: list[list[RawCell]], roles: Mapping[str, int], count: int) -> list[str]:
    """Return what identifies each sheet in every later export: times, duration, address; else the serial."""
    parts_of = [moments(columns[roles[role]]) for role in TIMES if role in roles]
    if parts_of:
        parts_of += [texts(columns[roles[role]]) for role in ("took", "ip", "detail") if role in roles]
    elif "serial" in roles:
        parts_of = [texts(columns[roles["serial"]])]
    if not parts_of:
        return [""] * count
    return [
        source_row_hash("份", "".join(parts) and "\x1f".join(parts)) for parts in zip(*parts_of, strict=True)
    ]
