"""What campaign.toml says of the headings of a sheet, and what the kit proposes to write there.

A [[sheets]] entry gives a kind to a sheet and to its headings the kind's columns; without a file it holds for
every sheet with the same headings. Proposed is what near words say, as long as what stands below fits.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.model.finding import CampaignError
from kit.model.table import Column
from kit.sheets.cells import read_tick
from kit.sheets.contents import fit
from kit.sheets.grid import column_letters, is_blank
from kit.sheets.guessing import heading_row
from kit.sheets.headings import (
    BRACKETED,
    DEPTHS,
    IGNORED,
    SEARCHED_ROWS,
    HeadingTarget,
    labels_of,
    nearest_heading,
    normalised_heading,
    without_closing_bracket,
)
from kit.sheets.values import displayed_cell, narrow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kit.model.campaign import Campaign, SheetEntry
    from kit.model.table import Crosstab, SheetKind
    from kit.sheets.grid import Grid, RawCell
    from kit.sheets.headings import Headings, Match


NUMBER = re.compile(r"[\dXx-]{7,}")  # of a phone, of a person: nobody needs to read it
LETTERED = re.compile(r"([A-Z]{1,2})列")
OF = "："  # between a column and one option of it
UNUSED = ""
ORDERED = -1  # what campaign.toml says is surer than any heading
NEAR = 0.6
CONTAINED = 0.8  # how near a heading is that holds the whole name of the column, or the other way round
TOLD_BY_CONTENT = 0.65  # how near a column is whose heading says nothing and whose cells are plainly it
LEAST_FIT = 0.6  # share of the cells that must be what the column asks
SAMPLED = 60
PLAINLY = 0.9  # share of the cells by which a column is told whose heading says nothing
NEARLY_ALL = 0.8  # of the columns of a kind: then words may be the one that the sheet lacks
COUNTED = Column("票数", "count")
CODE = re.compile(r"(?=.*\d)[A-Za-z][-_.\d、，,;；A-Za-z]*")  # M01; or several: Y003、Y017
SHOWN, LONGEST_SHOWN = 3, 12  # cells of a column that nobody knows, and characters of each
DECIDING = {"count", "number", "date", "choice", "yes_no"}  # types of columns that figures are made of
LEAST_SHARE = 0.5  # of a sheet's headings that a kind must know
LEAST_COLUMNS = 2


def entry_of(grid: Grid, campaign: Campaign) -> SheetEntry | None:
    """Return what campaign.toml says of a sheet: of its file, else of its headings; the last holds."""
    names = {grid.file, grid.file.rpartition("/")[2]}
    of_sheet = [entry for entry in campaign.sheets if entry.sheet in {None, grid.sheet}]
    of_file = [entry for entry in of_sheet if entry.file in names]
    if of_file:
        return max(of_file, key=lambda entry: (entry.sheet is not None, campaign.sheets.index(entry)))
    general = [entry for entry in of_sheet if entry.file is None]
    said = set(_said_headings(grid)) if general else set()
    return next((entry for entry in reversed(general) if same_headings(entry.headings) in said), None)


def same_headings(headings: Iterable[str]) -> frozenset[str]:
    """Return headings as they are compared: without what clerks vary, and without a running number."""
    return frozenset(map(normalised_heading, headings)) - IGNORED - {""}


def _said_headings(grid: Grid) -> Iterator[frozenset[str]]:
    for row, depth in _places(grid):
        yield same_headings(ways[0] for ways in labels_of(grid, row, depth) if ways)


def _places(grid: Grid) -> Iterator[tuple[int, int]]:
    rows = range(min(SEARCHED_ROWS, len(grid.rows)))
    yield from ((row, depth) for row in rows for depth in DEPTHS if row + depth <= len(grid.rows))


def mapped_match(grid: Grid, headings: Headings, kind: SheetKind, said: Mapping[str, str]) -> Match | None:
    """Return the sheet as that kind, with its headings as campaign.toml says; None if it has none of them.

    Raises CampaignError as `said_targets` does.
    """
    targets = said_targets(kind, headings, said)
    known = {normalised_heading(heading): target for heading, target in targets.items()}
    best: tuple[int, int, int] | None = None
    for row, depth in _places(grid):
        hits = sum(_key(ways, known) is not None for ways in labels_of(grid, row, depth))
        if hits and (best is None or (hits, -depth, -row) > best):
            best = (hits, -depth, -row)
    if best is None:
        return _headless_match(grid, headings, kind, targets)
    row, depth = -best[2], -best[1]
    labels = labels_of(grid, row, depth)
    return _match(headings, kind, (row, depth), labels, known)


def _headless_match(
    grid: Grid, headings: Headings, kind: SheetKind, targets: Mapping[str, HeadingTarget | None]
) -> Match | None:
    if not any(LETTERED.fullmatch(heading) for heading in targets):
        return None
    known = {normalised_heading(heading): target for heading, target in targets.items()}
    return _match(headings, kind, (first_row(grid), 0), lettered(grid), known)


def lettered(grid: Grid) -> list[tuple[str, ...]]:
    """Return the columns of a sheet without headings, called by their letters: A列."""
    filled = [any(not is_blank(row[at]) for row in grid.rows) for at in range(grid.width)]
    return [(f"{column_letters(grid.first_column + at)}列",) if has else () for at, has in enumerate(filled)]


def first_row(grid: Grid) -> int:
    """Return the first row that is no title: with two cells that hold something."""
    filled = (sum(not is_blank(cell) for cell in row) for row in grid.rows)
    return next((at for at, number in enumerate(filled) if number > 1), 0)


def _key(ways: Sequence[str], known: Mapping[str, object]) -> str | None:
    return next((name for way in ways if (name := normalised_heading(way)) in known), None)


def _match(
    headings: Headings,
    kind: SheetKind,
    place: tuple[int, int],
    labels: Sequence[tuple[str, ...]],
    known: Mapping[str, HeadingTarget | None],
) -> Match:
    """Return the match with what is known of its headings; the others mean what they always do."""
    targets: list[tuple[int, HeadingTarget]] = []
    ordered: set[int] = set()
    left_out: set[int] = set()
    for at, ways in enumerate(labels):
        key = _key(ways, known)
        target = headings.meanings(ways).get(kind.id) if key is None else known[key]
        if target is not None:
            targets.append((at, target))
        if key is not None:
            (left_out if target is None else ordered).add(at)
    joined = tuple(ways[0] if ways else "" for ways in labels)
    match = headings.match_of(kind.id, *place, joined, targets)
    return replace(match, ordered=frozenset(ordered), left_out=frozenset(left_out))


def said_targets(
    kind: SheetKind, headings: Headings, said: Mapping[str, str]
) -> dict[str, HeadingTarget | None]:
    """Return what each heading of an entry means, None for one that is not used.

    Raises CampaignError for a column that the kind does not have, with the nearest.
    """
    return {heading: _target(kind, headings, meant) if meant else None for heading, meant in said.items()}


def _target(kind: SheetKind, headings: Headings, meant: str) -> HeadingTarget:
    columns = headings.columns[kind.id]
    wanted = normalised_heading(meant)
    for column in columns:
        if wanted in {normalised_heading(name) for name in (column.name, *column.aliases)}:
            return HeadingTarget(kind.id, column.name, None, ORDERED)
    for name, option in ((column.name, option) for column in columns for option in column.choices):
        if wanted == normalised_heading(f"{name}{OF}{option}"):
            return HeadingTarget(kind.id, name, option, ORDERED)
    crosstab = headings.crosstabs.get(kind.id)
    for block, name in crosstab.headings.values() if crosstab else ():
        if wanted == normalised_heading(f"{block}{OF}{name}"):
            return HeadingTarget(kind.id, name, None, ORDERED, block)
    near = nearest_heading(meant, [column.name for column in columns])
    listed = "、".join(column.name for column in columns)
    remedy = f"是不是“{near}”？" if near else f"可以写的有：{listed}；"
    problem = f"“{kind.name}”没有“{meant}”这一列"
    raise CampaignError("campaign.toml「sheets」", problem, f"{remedy}不用的列写空的引号")


@dataclass(frozen=True, eq=False)
class ProposedMapping:
    """A kind that a sheet may be, and what each of its headings would then mean."""

    kind: SheetKind
    headings: Mapping[str, str]  # every heading of the sheet; "" for one that is not used
    near: Mapping[str, float]  # headings that are taken for a column by near words or content, and how near
    missing: tuple[Column, ...]
    may_be: Mapping[str, tuple[str, ...]]  # a column that is missing, and the unused headings that it may be
    score: float

    @property
    def used(self) -> int:
        """Return how many headings mean something."""
        return sum(bool(meant) for meant in self.headings.values())

    @property
    def is_likely(self) -> bool:
        """Return whether most of the sheet is of that kind, and nothing is missing."""
        return self.knows_half and not self.missing

    @property
    def meant(self) -> frozenset[str]:
        """Return the columns that headings mean; of one that is ticked, without the option."""
        return frozenset(meant.partition(OF)[0] for meant in self.headings.values())

    @property
    def knows_half(self) -> bool:
        """Return whether the kind knows at least half of the headings, two or more; a 序号 tells nothing."""
        telling = [
            meant for heading, meant in self.headings.items() if normalised_heading(heading) not in IGNORED
        ]
        return sum(map(bool, telling)) >= max(LEAST_COLUMNS, LEAST_SHARE * len(telling))


def proposed_mappings(grid: Grid, headings: Headings) -> list[ProposedMapping]:
    """Return what a sheet may be, the likeliest first; none that knows less than half of its headings."""
    if lacks_headings(grid):
        return []
    found = [proposed_mapping(grid, headings, match.kind) for match in headings.matches(grid)]
    likely = [
        each
        for each in found
        if each.knows_half
        and len(each.missing) < each.used
        and not lacks_items(each.kind, headings.columns[each.kind.id], each.meant)
    ]
    return sorted(likely, key=lambda each: -each.score)


def lacks_items(kind: SheetKind, columns: Iterable[Column], known: Collection[str]) -> bool:
    """Return whether a sheet of ballots has no question of the campaign's, without which it is none."""
    return kind.asks_items and not any(column.is_item and column.name in known for column in columns)


def proposed_mapping(grid: Grid, headings: Headings, kind: SheetKind) -> ProposedMapping:
    """Return what the headings of a sheet would mean if it were of that kind."""
    match = next(iter(headings.matches(grid, only=kind)), None)
    if lacks_headings(grid) or match is None:
        match = _bare_match(grid, headings, kind)
    parts = dict(column_parts(match))
    near = near_columns(match, grid, headings.columns[kind.id])
    meant = {match.labels[at]: parts.get(at, UNUSED) for at, label in enumerate(match.labels) if label}
    meant |= {match.labels[at]: name for at, (name, _) in near.items()}
    found = {name for name, _ in near.values()}
    missing = tuple(column for column in match.missing if column.name not in found)
    unused = [at for at in match.unused() if at not in near]
    rows = grid.rows[match.row + match.depth :][:SAMPLED]
    may_be = {
        column.name: tuple(match.labels[at] for at in unused if _holds(rows, at, column))
        for column in missing
    }
    score = match.found + sum(likeness for _, likeness in near.values()) - len(missing)
    strengths = {match.labels[at]: likeness for at, (_, likeness) in near.items()}
    return ProposedMapping(kind, meant, strengths, missing, may_be, score)


def _holds(rows: Sequence[Sequence[RawCell]], at: int, column: Column) -> bool:
    """Return whether the cells of a column may be those of another."""
    share = fit([row[at] for row in rows], column)
    return share is not None and share >= LEAST_FIT


def _bare_match(grid: Grid, headings: Headings, kind: SheetKind) -> Match:
    """Return the match of a sheet that has none of the kind's headings."""
    row = None if lacks_headings(grid) else heading_row(grid)
    if row is None:
        return _match(headings, kind, (first_row(grid), 0), lettered(grid), {})
    return _match(headings, kind, (row, 1), labels_of(grid, row, 1), {})


def lacks_headings(grid: Grid) -> bool:
    """Return whether what stands in the place of the heading are values: most stand below again."""
    row = heading_row(grid)
    if row is None:
        return sum(not is_blank(cell) for line in grid.rows for cell in line) > LEAST_COLUMNS
    said = [(at, narrow(cell)) for at, cell in enumerate(grid.rows[row]) if not is_blank(cell)]
    below = grid.rows[row + 1 :]
    again = sum(any(narrow(line[at]) == text for line in below) for at, text in said)
    return again * 2 > len(said)


def said_labels(grid: Grid) -> list[str]:
    """Return the headings of a sheet that nobody recognised; none where it has none."""
    row = None if lacks_headings(grid) else heading_row(grid)
    ways = lettered(grid) if row is None else labels_of(grid, row, 1)
    return [way[0] for way in ways if way]


def first_cells(grid: Grid) -> dict[str, list[str]]:
    """Return the first few different cells under each heading of a sheet that nobody recognised."""
    row = None if lacks_headings(grid) else heading_row(grid)
    ways = lettered(grid) if row is None else labels_of(grid, row, 1)
    below = grid.rows[first_row(grid) if row is None else row + 1 :][:SAMPLED]
    return {
        way[0]: list(dict.fromkeys(_shortened(line[at]) for line in below if not is_blank(line[at])))[:SHOWN]
        for at, way in enumerate(ways)
        if way
    }


def _shortened(cell: RawCell) -> str:
    said = displayed_cell(cell).strip()
    if NUMBER.fullmatch(said):
        return "号码"
    return said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"


def column_parts(match: Match) -> Iterator[tuple[int, str]]:
    """Yield what each column of a match means, as an entry writes it."""
    yield from ((at, name) for name, at in match.columns.items())
    for name, options in match.options.items():
        yield from ((at, f"{name}{OF}{option}") for at, option in options)
    for block, stands in match.blocks.items():
        yield from ((at, f"{block}{OF}{name}") for name, at in stands.items())


def near_columns(match: Match, grid: Grid, columns: Sequence[Column]) -> dict[int, tuple[str, float]]:
    """Return the unused headings that come near to a column that the sheet lacks, each at most once."""
    lacking = lacking_columns(match, columns)
    rows = grid.rows[match.row + match.depth :][:SAMPLED]
    demanded = {column.name for column in match.missing}
    pairs = sorted(
        (
            (-nearness, at, column.name)
            for at in match.unused()
            for column in lacking
            if (nearness := _nearness(match.labels[at], [row[at] for row in rows], column, demanded)) >= NEAR
        ),
    )
    found: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for nearness, at, name in pairs:
        if at not in found and name not in taken:
            found[at] = (name, -nearness)
            taken.add(name)
    return found


def likely_parts(
    match: Match, grid: Grid, columns: Sequence[Column], crosstab: Crosstab | None
) -> dict[int, tuple[str, ...]]:
    """Return the unused headings of other words that may be a column the sheet lacks, and which ones.

    Told by what stands below: days, numbers, words of a list, codes, ticks. Words may be anything; they are
    asked only where the sheet has nearly all other columns of its kind.
    """
    near = near_columns(match, grid, columns)
    taken = {name for name, _ in near.values()}
    lacking = [
        column
        for column in lacking_columns(match, columns)
        if column.offered and column.name not in taken | {match.across}
    ]
    is_complete = match.used >= NEARLY_ALL * (match.used + len(lacking))
    rows = grid.rows[match.row + match.depth :][:SAMPLED]
    found: dict[int, tuple[str, ...]] = {}
    for at in match.unused():
        cells = [row[at] for row in rows if not is_blank(row[at])]
        if at in near or not cells:
            continue
        fitting = [column.name for column in lacking if _may_hold(cells, column, is_complete=is_complete)]
        if parts := (*_lacking_parts(match, cells, columns, crosstab), *fitting):
            found[at] = parts
    return found


def _may_hold(cells: Sequence[RawCell], column: Column, *, is_complete: bool) -> bool:
    share = fit(cells, column)
    if share is None or share < PLAINLY:
        return False
    if column.type in {"count", "number", "key"} and any(
        NUMBER.fullmatch(displayed_cell(cell).strip()) for cell in cells
    ):
        return False
    if column.type in {"count", "number"}:
        return True
    if column.type in {"key", "list"} or column.refers:
        return is_complete or all(CODE.fullmatch(narrow(cell)) for cell in cells)
    return (
        is_complete or column.type in {"date", "yes_no"} or (column.type == "choice" and bool(column.choices))
    )


def _lacking_parts(
    match: Match, cells: Sequence[RawCell], columns: Sequence[Column], crosstab: Crosstab | None
) -> Iterator[str]:
    """Yield the options without a column of their own that cells of ticks or of counts may belong to."""
    if all(read_tick(cell) for cell in cells):
        for column in columns:
            had = {option for _, option in match.options.get(column.name, ())}
            yield from (
                f"{column.name}{OF}{option}" for option in column.choices if had and option not in had
            )
    elif crosstab and match.blocks and all(fit([cell], COUNTED) for cell in cells):
        for block, name in dict.fromkeys(crosstab.headings.values()):
            if name not in match.blocks.get(block, {name: 0}):
                yield f"{block}{OF}{name}"


def lacking_columns(match: Match, columns: Sequence[Column]) -> list[Column]:
    """Return the columns of its kind that a sheet lacks."""
    known = {*match.columns, *match.options, *(name for block in match.blocks.values() for name in block)}
    return [column for column in columns if column.name not in known]


def _nearness(label: str, cells: Sequence[RawCell], column: Column, demanded: set[str]) -> float:
    share = fit(cells, column)
    if share is not None and share < LEAST_FIT:
        return 0.0
    near = max(likeness(label, name) for name in (column.name, *column.aliases))
    if near < NEAR and share is not None and column.name in demanded and _is_told_by_content(column):
        return TOLD_BY_CONTENT * share
    return near


def _is_told_by_content(column: Column) -> bool:
    return column.type == "date" or (column.type == "choice" and bool(column.choices))


@lru_cache(maxsize=20_000)
def likeness(heading: str, name: str) -> float:
    """Return how near a heading is to the name of a column, from 0 to 1.

    >>> likeness("实际到会人数", "到会人数") > 0.7, likeness("备注", "日期")
    (True, 0.0)
    """
    one, other = without_closing_bracket(heading), BRACKETED.sub("", normalised_heading(name))
    ratio = difflib.SequenceMatcher(None, one, other).ratio()
    shorter, longer = sorted((one, other), key=len)
    is_part = len(shorter) > 1 and shorter in longer
    return max(ratio, CONTAINED) if is_part else ratio
