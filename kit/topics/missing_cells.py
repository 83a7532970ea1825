"""Cells that totals lack: over rows of which one is unknown there is no total, and the clerk is told which.

Each cell is named once, with all figures that are not written for it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kit.model.counting import Figure, missing_cells
from kit.model.finding import Finding, Level
from kit.topics import offered
from kit.topics.kinds import sheet_kinds
from kit.topics.own import topic_counts
from kit.topics.phases import cutoff_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.table import Sheets, Table


RULE = "counting.missing_cells"
MOST_NAMED = 4  # figures


def check_missing_cells(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one warning for each column of a sheet that some rows leave blank and a total needs.

    What could not be read, and rows that were withheld, is told where it stands.
    """
    lacking: dict[tuple[int, str], tuple[set[int], list[str]]] = {}
    for count in _figures(campaign):
        for rows, column in missing_cells(count, sheets):
            for number, row in rows.index if column else ():
                if (int(row), column) not in sheets.tables[number].unread:
                    blank, names = lacking.setdefault((int(number), column), (set(), []))
                    blank.add(int(row))
                    names.extend([count.name] if count.name not in names else [])
    for (number, column), (blank, names) in sorted(lacking.items()):
        first, *more = sorted(blank)
        cells = f"第{'、'.join(map(str, (first, *more)))}行空着" if more else "空着"
        told = "、".join(names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")
        problem = f"{cells}，不知道是多少，{told}没有算，也不写"
        remedy = "知道的请补上，确实没有的填 0；不能用其余各行的数当合计"
        table = sheets.tables[number]
        level: Level = "info" if _is_to_come(table, blank, sheets, campaign) else "warning"
        yield Finding(RULE, level, table.place(first, column), problem, remedy)


def _is_to_come(table: Table, rows: set[int], sheets: Sheets, campaign: Campaign) -> bool:
    """Return whether all of these rows lie after the cut-off date: nobody can know yet what they say."""
    last = cutoff_of(sheets, campaign)
    day = next((kind.day for kind in sheet_kinds() if kind.id == table.kind), "")
    if last is None or day not in table.frame:
        return False
    days = [table.frame[day][row] for row in rows]
    return all(isinstance(each, date) and each > last for each in days)


def _figures(campaign: Campaign) -> Iterator[Figure]:
    """Yield the figures that are totals; those by the values of a column are named by their sums."""
    own = (count for topic in campaign.topics for count in topic_counts(topic))
    yield from (count for count in (*offered("FACTS"), *own) if isinstance(count, Figure))


RULES = (check_missing_cells,)
