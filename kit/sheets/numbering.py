"""Keys that only tell rows apart (`Column.numbered`): a sheet's own running number, or the row's.

No other sheet quotes such a key, so nobody need number the rows of a sheet that came without. The number is
the sheet's own (序号) as long as it tells its rows apart, and that of the Excel row otherwise; where another
sheet of the kind has the same numbers, the place of the sheet is said with it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.model.table import SheetKind, Table


def with_running_numbers(tables: Iterable[Table], kinds: Mapping[str, SheetKind]) -> tuple[Table, ...]:
    """Return the tables with a key in every row whose kind numbers them, no two of a kind the same.

    Keys that a sheet gives under the kind's own heading stay as they are, also those that repeat.
    """
    given = [_own_numbers(table, kinds[table.kind]) for table in tables]
    held = Counter(
        (table.kind, key)
        for table in given
        if (column := kinds[table.kind].numbered)
        for key in set(table.frame[column])
    )
    return tuple(_told_apart(table, kinds[table.kind], held) for table in given)


def _own_numbers(table: Table, kind: SheetKind) -> Table:
    if not kind.numbered:
        return table
    keys = table.frame[kind.numbered]
    rows = pd.Series([f"第{row}行" for row in table.frame.index], index=table.frame.index, dtype=object)
    repeats = table.running and kind.key_within is None and bool(keys.dropna().duplicated().any())
    return _keyed(table, kind.numbered, rows if repeats else keys.where(keys.notna(), rows))


def _told_apart(table: Table, kind: SheetKind, held: Mapping[tuple[str, str], int]) -> Table:
    if not table.running or kind.key_within is not None:
        return table
    keys = table.frame[kind.numbered]
    if all(held[table.kind, key] == 1 for key in set(keys)):
        return table
    return _keyed(table, kind.numbered, keys.map(lambda key: f"{table.place()}{key}"))


def _keyed(table: Table, column: str, keys: pd.Series) -> Table:
    return replace(table, frame=table.frame.assign(**{column: keys}).astype(object))
