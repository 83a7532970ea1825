"""Where single ballots stand: the sources of a figure that counts many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kit.nouns.fact import Source

if TYPE_CHECKING:
    import pandas as pd

    from kit.figures.appraisal.answers import Numbers
    from kit.nouns.table import Sheets


@dataclass(frozen=True, eq=False)
class Standing:
    """Where every ballot stands: which table, which row of it."""

    sheets: Sheets
    tables: Numbers
    rows: Numbers

    def sources(self, at: Numbers) -> tuple[Source, ...]:
        """Return where these ballots stand: one source for each table, rows in order."""
        return tuple(self._source(number, at) for number in np.unique(self.tables[at]).tolist())

    def _source(self, number: int, at: Numbers) -> Source:
        table = self.sheets.tables[number]
        rows = np.sort(self.rows[at[self.tables[at] == number]])
        return Source(table.file, table.sha256, table.sheet, tuple(rows.tolist()))


def standing(sheets: Sheets, ballots: pd.DataFrame) -> Standing:
    """Return where the rows of that frame of `sheets` stand."""
    if ballots.empty:
        return Standing(sheets, np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))
    return Standing(sheets, *(np.asarray(ballots.index.get_level_values(level)) for level in (0, 1)))
