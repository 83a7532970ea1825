"""A survey site as a record: how its exports are known by their headings, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.survey import Dialect, read_survey
from kit.opinions.importing.reading.table import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry, SheetReading
    from kit.opinions.importing.reading.table import RawTable


@dataclass(frozen=True)
class Site:
    """One survey site. Headings are plain: no spaces, no numbering, small letters (RawTable.plain_labels).

    A table is the site's if all that is given here holds: `least` of its own headings and the needed one,
    one of `first` over the first column, one of the first and one of the second `neighbours` side by side.
    """

    id: str
    name: str  # Chinese
    rank: int  # of its shape
    dialect: Dialect
    own: tuple[str, ...] = ()
    least: int = 2
    needed: str = ""
    first: tuple[str, ...] = ()
    neighbours: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def shape(self) -> Shape:
        """Return the site as a shape: closed questions are counted, open ones give opinions."""
        return Shape(self.id, self.name, self.rank, self.signs_in, self.read)

    def signs_in(self, table: RawTable) -> str | None:
        """Return, in Chinese, the headings that only this site writes; None if it is not its export."""
        signs = list(self._signs(table))
        return "，".join(filter(None, signs)) if all(signs) else None

    def _signs(self, table: RawTable) -> Iterator[str | None]:
        if self.own:
            yield self._own_in(table)
        if self.first:
            yield self._first_in(table)
        if any(self.neighbours):
            yield self._neighbours_in(table)

    def _own_in(self, table: RawTable) -> str | None:
        headings = list(zip(table.labels, table.plain_labels, strict=True))
        own = [label for label, plain in headings if plain in self.own]
        if len(own) < self.least or (self.needed and self.needed not in table.plain_labels):
            return None
        return f"有“{'”“'.join([self.needed, *own] if self.needed else own)}”列"

    def _first_in(self, table: RawTable) -> str | None:
        filled = [at for at, plain in enumerate(table.plain_labels) if plain]
        if len(filled) > 1 and table.plain_labels[filled[0]] in self.first:
            return f"第一列是“{table.labels[filled[0]]}”"
        return None

    def _neighbours_in(self, table: RawTable) -> str | None:
        left, right = self.neighbours
        for at, (plain, following) in enumerate(pairwise(table.plain_labels)):
            if plain in left and following in right:
                return f"有相连的“{table.labels[at]}”“{table.labels[at + 1]}”列"
        return None

    def read(self, table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
        """Return the tallies and opinions."""
        return read_survey(table, self.dialect, campaign, inquiry)
