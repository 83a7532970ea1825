"""Several tables on one sheet: one below the other, or side by side, each a grid of its own.

A new table begins at a row that is the heading of a kind and not the heading above it repeated, or, behind a
blank row, at one that says words where the table above has days and numbers. Side by side stands what a blank
column parts, if the same headings come again, or the two are of different kinds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kit.sheets.body import NOTE, total_word
from kit.sheets.contents import fit
from kit.sheets.grid import BLANK, is_blank
from kit.sheets.headings import DEPTHS, SEARCHED_ROWS, normalised_heading
from kit.sheets.mapping import entry_of
from kit.sheets.recognising import is_sure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.model.campaign import Campaign
    from kit.sheets.grid import Grid, RawCell
    from kit.sheets.headings import Headings, Match


LONGEST_HEADING = 20  # characters
LEAST_CELLS = 2
MOST_TITLES = 2  # lines between a blank row and the heading of the next table
MOST_TABLES = 50  # on one sheet; a word that stands more often in a column is a value
TYPED = {"date", "count", "number", "yes_no"}


def parts(grid: Grid, headings: Headings, campaign: Campaign) -> list[Grid]:
    """Return the tables of a sheet, the sheet itself where it holds one."""
    found = [each for below in _stacked(grid, headings, campaign) for each in _beside(below, headings)]
    return found if len(found) == 1 else [replace(each, is_part=True) for each in found]


def _stacked(grid: Grid, headings: Headings, campaign: Campaign) -> Iterator[Grid]:
    """Yield what lies one below the other."""
    above = _first(grid, headings)
    starts, body = [0], above.row + above.depth if above else 0  # where the rows of the last table begin
    for row in _candidates(grid, headings, body):
        if row <= body:
            continue
        below = _cut(grid, row, min(row + SEARCHED_ROWS, len(grid.rows)))
        heading = next((each for each in _heading(below, headings) if is_sure(each, below)), None)
        is_new = heading is not None and _labels(heading) != _labels(above)
        if is_new or (heading is None and _is_other(grid, row, above, headings, campaign)):
            if not _are_titles(grid.rows[starts[-1] : row]):
                starts.append(_with_title(grid, row, body))
            above, body = heading, row + (heading.depth if heading else 1)
    for start, end in pairwise([*starts, len(grid.rows)]):
        yield _cut(grid, start, end)


def _are_titles(rows: Sequence[Sequence[RawCell]]) -> bool:
    """Return whether no row has two cells: that is no table, but what stands above the next."""
    return all(sum(not is_blank(cell) for cell in row) < LEAST_CELLS for row in rows)


def _is_other(grid: Grid, row: int, above: Match | None, headings: Headings, campaign: Campaign) -> bool:
    """Return whether a row that is the heading of no kind begins another table all the same."""
    if _is_said(_cut(grid, row, min(row + SEARCHED_ROWS, len(grid.rows))), campaign):
        return True
    return above is not None and _is_strange(grid, row, above, headings)


def _first(grid: Grid, headings: Headings) -> Match | None:
    """Return the uppermost heading of a kind."""
    sure = [match for match in headings.matches(grid) if is_sure(match, grid)]
    return min(sure, key=lambda match: (match.row, -match.found, -match.used), default=None)


def _best(grid: Grid, headings: Headings) -> Match | None:
    """Return the kind of which a sheet has most columns, whatever else stands beside it."""
    whole = [match for match in headings.matches(grid) if match.found >= LEAST_CELLS and not match.missing]
    return max(whole, key=lambda match: (match.found, match.used), default=None)


def _labels(match: Match | None) -> frozenset[str]:
    return frozenset(map(normalised_heading, match.labels)) - {""} if match else frozenset()


def _heading(grid: Grid, headings: Headings) -> list[Match]:
    """Return what the first rows of a grid are as headings, the best first."""
    found = [match for depth in DEPTHS for match in headings.readings(grid, 0, depth)]
    return sorted(found, key=lambda match: (bool(match.missing), -match.found, match.depth))


def _is_said(grid: Grid, campaign: Campaign) -> bool:
    """Return whether campaign.toml knows the first row of a grid by its headings."""
    if not any(entry.headings and entry.file is None for entry in campaign.sheets):
        return False
    entry = entry_of(replace(grid, rows=grid.rows[: max(DEPTHS)]), campaign)
    return entry is not None and bool(entry.headings)


def _candidates(grid: Grid, headings: Headings, least: int) -> list[int]:
    """Return the rows from `least` on with two words of headings, or with two cells behind a blank."""
    hits: Counter[int] = Counter()
    for column in grid.columns:
        cells = column[least:]
        words = {
            cell for cell in set(cells) if _is_heading(cell, headings) and cells.count(cell) <= MOST_TABLES
        }
        if words:
            hits.update(row for row, cell in enumerate(cells, least) if cell in words)
    told = {row for row, number in hits.items() if _are_headings(grid.rows[row], number)}
    return sorted(_behind_blanks(grid, least) | told)


def _are_headings(row: Sequence[RawCell], known: int) -> bool:
    """Return whether at least half of the cells of a row are known as headings, two or more."""
    return known >= LEAST_CELLS and known * 2 >= sum(not is_blank(cell) for cell in row)


def _behind_blanks(grid: Grid, least: int) -> set[int]:
    """Return the rows with two cells or more behind a blank one, or behind a title that stands behind it."""
    behind = set()
    for blank in range(least, len(grid.rows) - 1):
        if grid.rows[blank][0] in BLANK and not _filled(grid, blank):
            near = range(blank + 1, min(blank + MOST_TITLES + 2, len(grid.rows)))
            behind |= {row for row in near if _filled(grid, row) >= LEAST_CELLS and _begins(grid, row)}
    return behind


def _begins(grid: Grid, row: int) -> bool:
    """Return whether only titles stand between a row and the blank one above it."""
    at = row - 1
    while at >= max(row - MOST_TITLES, 0) and _filled(grid, at) == 1:
        if any(_is_note(cell) or total_word(cell) for cell in grid.rows[at]):
            return False
        at -= 1
    return at >= 0 and not _filled(grid, at)


def _filled(grid: Grid, row: int) -> int:
    return sum(not is_blank(cell) for cell in grid.rows[row])


def _is_heading(cell: RawCell, headings: Headings) -> bool:
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING or cell.isascii():
        return False
    return normalised_heading(cell) in headings.targets


def _is_strange(grid: Grid, row: int, above: Match, headings: Headings) -> bool:
    """Return whether a row behind a blank one says words where the table above has numbers and days."""
    cells = grid.rows[row]
    said = [cell for cell in cells if not is_blank(cell)]
    if not _begins(grid, row) or sum(not total_word(cell) for cell in said) < LEAST_CELLS:
        return False
    if row + 1 >= len(grid.rows):
        return False
    columns = {column.name: column for column in headings.columns[above.kind.id]}
    typed = [
        fit([cells[at]], columns[name]) == 0
        for name, at in above.columns.items()
        if columns[name].type in TYPED and not is_blank(cells[at])
    ]
    return bool(typed) and all(typed) and all(_is_word(cell) for cell in said)


def _is_word(cell: RawCell) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST_HEADING and not any(map(str.isdigit, cell))


def _with_title(grid: Grid, row: int, least: int) -> int:
    """Return the row from which a table is its own: with the lines right above its heading, but no notes."""
    start = row
    while start - 1 > least:
        said = [cell for cell in grid.rows[start - 1] if not is_blank(cell)]
        if len(said) > 1 or any(total_word(cell) or _is_note(cell) for cell in said):
            break
        start -= 1
    return next(at for at in range(start, row + 1) if any(not is_blank(cell) for cell in grid.rows[at]))


def _is_note(cell: RawCell) -> bool:
    return isinstance(cell, str) and bool(NOTE.match("".join(cell[:LONGEST_HEADING].split())))


def _cut(grid: Grid, first: int, end: int) -> Grid:
    """Return some rows of a grid."""
    if first == 0 and end == len(grid.rows):
        return grid
    top, last = grid.first_row + first, grid.first_row + end - 1
    merged = tuple(span for span in grid.merged if top <= span.first_row <= last)
    return replace(grid, rows=grid.rows[first:end], first_row=top, merged=merged)


def _beside(grid: Grid, headings: Headings) -> Iterator[Grid]:
    """Yield what lies side by side, parted by blank columns."""
    match = _best(grid, headings)
    spans = _spans(grid, match.row if match else _first_row(grid))
    start = 0
    for one, other in pairwise(spans):
        if match is not None and _is_apart(grid, headings, match, (start, one[1]), other):
            yield _slice(grid, start, one[1])
            start = other[0]
    yield _slice(grid, start, grid.width)


def _first_row(grid: Grid) -> int:
    filled = (sum(not is_blank(cell) for cell in row) for row in grid.rows)
    return next((at for at, number in enumerate(filled) if number > 1), 0)


def _spans(grid: Grid, top: int) -> list[tuple[int, int]]:
    """Return the runs of columns that hold something from a row downwards: first, and behind the last."""
    below = grid.rows[top:]
    has = [any(not is_blank(row[at]) for row in below) for at in range(grid.width)]
    edges = [at for at in range(len(has) + 1) if (at < len(has) and has[at]) != (at > 0 and has[at - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _is_apart(
    grid: Grid, headings: Headings, match: Match, one: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Return whether two runs of columns are two tables, of the same headings or of different kinds."""
    left, right = ([_plain(match.labels[at]) for at in range(*span)] for span in (one, other))
    if min(len(left), len(right)) < LEAST_CELLS:
        return False
    again = set(left) & set(right) - {""}
    if len(again) * 2 >= len(set(right) - {""}):
        return True
    unused = set(match.unused())
    if all(not label or at in unused for at, label in enumerate(match.labels) if at in range(*other)):
        return True
    kinds = [_best(_slice(grid, *span), headings) for span in (one, other)]
    return None not in kinds and len({each.kind.id for each in kinds if each}) > 1


def _plain(label: str) -> str:
    return normalised_heading(label.rpartition("/")[2])


def _slice(grid: Grid, first: int, end: int) -> Grid:
    """Return some columns of a grid."""
    if first == 0 and end == grid.width:
        return grid
    left, last = grid.first_column + first, grid.first_column + end - 1
    merged = tuple(span for span in grid.merged if left <= span.first_column <= last)
    return replace(grid, rows=[row[first:end] for row in grid.rows], first_column=left, merged=merged)
