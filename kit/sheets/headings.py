"""Finding the heading of a sheet: which row, one or two rows deep, and which column means what."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.sheets.grid import is_blank

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.model.table import Column, SheetKind
    from kit.sheets.grid import Grid, RawCell


SEARCHED_ROWS = 15
DEPTHS = (1, 2, 3)
CLOSE = 0.6
BRACKETED = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]?$")
LEADING_NUMBER = re.compile(r"^[（(]?(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,2})[)）.、．](?!\d)")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")  # zero-width
SEPARATORS = re.compile(r"[-—–_:：／|]+")
PARTING = "-—–_:：／|/[【(（"  # what stands between a stem and what is asked of it
CLOSING = "]】）) "
TRAILING = re.compile(r"[*＊:：]+$")
IGNORED = {"序号", "序", "行号", "no", "no.", "№"}  # clerks number their rows; the numbers mean nothing


@lru_cache(maxsize=20_000)
def normalised_heading(heading: str) -> str:
    r"""Return a heading without what clerks vary: spaces, width of letters, numbering, stars.

    >>> normalised_heading("１、 发放\n份数*")
    '发放份数'
    """
    text = "".join(unicodedata.normalize("NFKC", UNSEEN.sub("", heading)).split()).casefold()
    return SEPARATORS.sub("/", LEADING_NUMBER.sub("", TRAILING.sub("", text)))


@lru_cache(maxsize=20_000)
def without_closing_bracket(heading: str) -> str:
    """Return a plain heading without its closing bracket.

    >>> without_closing_bracket("发放份数（份）")
    '发放份数'
    """
    return BRACKETED.sub("", normalised_heading(heading)) or normalised_heading(heading)


@dataclass(frozen=True)
class HeadingTarget:
    """What a heading may mean: a column of a kind, or one option of it; a smaller strength is surer.

    block: in a crosstab, the value of its column (项目) for which `column` stands here.
    """

    kind: str
    column: str
    option: str | None
    strength: int
    block: str | None = None
    beside: str = ""  # a column without which the heading does not mean this


@dataclass(frozen=True)
class Match:
    """One reading of one row (or two) of a sheet as the heading of a kind; columns count from 0."""

    kind: SheetKind
    row: int  # index into the grid's rows
    depth: int
    labels: tuple[str, ...]
    columns: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    doubled: tuple[tuple[str, int], ...] = ()  # a second heading that means the same column
    missing: tuple[Column, ...] = ()  # required columns that the sheet lacks
    required: int = 0  # how many columns the kind demands
    blocks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # crosstab: value, column, where
    across: str = ""  # the column whose values are the blocks
    running: str = ""  # the key column for which the sheet has a running number at most
    ordered: frozenset[int] = frozenset()  # columns of which campaign.toml says what they are
    left_out: frozenset[int] = frozenset()  # columns of which campaign.toml says that they are not used

    @property
    def found(self) -> int:
        """Return how many columns of the kind the sheet has; a running number speaks for no kind."""
        numbers = self.running in self.columns
        return len(self.columns) - numbers + len(self.options) + len(self.blocks)

    @property
    def used(self) -> int:
        """Return how many columns of the sheet mean something."""
        side_by_side = sum(len(block) for block in self.blocks.values())
        return len(self.columns) + sum(len(options) for options in self.options.values()) + side_by_side

    def unused(self) -> list[int]:
        """Return the headed columns that mean nothing to this kind."""
        taken = {*self.columns.values(), *(at for found in self.options.values() for at, _ in found)}
        taken |= {at for _, at in self.doubled} | self.left_out
        taken |= {at for block in self.blocks.values() for at in block.values()}
        return [
            at
            for at, label in enumerate(self.labels)
            if label and at not in taken and normalised_heading(label) not in IGNORED
        ]


class Headings:
    """Everything that the headings of a campaign's sheets may say."""

    def __init__(self, kinds: Iterable[SheetKind], campaign: Campaign) -> None:
        """Index the headings, other names and options of every kind."""
        self.kinds = {kind.id: kind for kind in kinds}
        self.columns = {kind.id: kind.columns_for(campaign) for kind in self.kinds.values()}
        self.targets: dict[str, list[HeadingTarget]] = defaultdict(list)
        self.crosstabs = {
            kind.id: kind.crosstab(campaign) for kind in self.kinds.values() if kind.crosstab is not None
        }
        self.titles = {kind.id: kind.titles(campaign) for kind in self.kinds.values() if kind.titles}
        for kind, columns in self.columns.items():
            for column in columns:
                self._index(kind, column)
        for kind, crosstab in self.crosstabs.items():
            for heading, (block, name) in crosstab.headings.items():
                target = HeadingTarget(kind, name, None, 0, block)
                self.targets[normalised_heading(heading)].append(target)

    def _index(self, kind: str, column: Column) -> None:
        for strength, name in enumerate((column.name, *column.aliases)):
            self.targets[normalised_heading(name)].append(HeadingTarget(kind, column.name, None, strength))
            for option in column.choices:
                target = HeadingTarget(kind, column.name, option, strength)
                self.targets[normalised_heading(f"{name}/{option}")].append(target)
                self.targets[normalised_heading(f"{name}({option})")].append(target)
        for strength, name in enumerate(column.vague_aliases, 1 + len(column.aliases)):
            target = HeadingTarget(kind, column.name, None, strength, beside=column.beside)
            self.targets[normalised_heading(name)].append(target)

    def matches(self, grid: Grid, only: SheetKind | None = None) -> list[Match]:
        """Return the best reading of the sheet as each kind that has any of its headings."""
        best: dict[str, Match] = {}
        for row in range(min(SEARCHED_ROWS, len(grid.rows))):
            for depth in DEPTHS:
                for match in self.readings(grid, row, depth, only):
                    kept = best.get(match.kind.id)
                    if kept is None or _sureness(match) > _sureness(kept):
                        best[match.kind.id] = match
        return sorted(best.values(), key=lambda match: match.kind.code)

    def readings(self, grid: Grid, row: int, depth: int, only: SheetKind | None = None) -> list[Match]:
        """Return what some rows are as the heading of each kind that has any of their words."""
        if row + depth > len(grid.rows):
            return []
        labels = labels_of(grid, row, depth)
        found: dict[str, list[tuple[int, HeadingTarget]]] = defaultdict(list)
        for at, ways in enumerate(labels):
            for kind, target in self.meanings(ways).items():
                if only is None or only.id == kind:
                    found[kind].append((at, target))
        joined = tuple(ways[0] if ways else "" for ways in labels)
        return [self.match_of(kind, row, depth, joined, targets) for kind, targets in found.items()]

    def meanings(self, ways: Sequence[str]) -> dict[str, HeadingTarget]:
        """Return for each kind what a column's heading means, the surest way of reading it first."""
        found: dict[str, HeadingTarget] = {}
        for way in ways:
            for text in (normalised_heading(way), without_closing_bracket(way)):
                for target in self.targets.get(text, ()):
                    found.setdefault(target.kind, target)
        return found

    def match_of(
        self,
        kind: str,
        row: int,
        depth: int,
        labels: tuple[str, ...],
        targets: Sequence[tuple[int, HeadingTarget]],
    ) -> Match:
        """Return what a row is as the heading of a kind, given what each of its columns means to it."""
        columns: dict[str, int] = {}
        doubled: list[tuple[str, int]] = []
        options: dict[str, list[tuple[int, str]]] = defaultdict(list)
        blocks: dict[str, dict[str, int]] = defaultdict(dict)
        stands = {"", *(target.column for _, target in targets if not target.beside)}
        for at, target in sorted(targets, key=lambda found: (found[1].strength, found[0])):
            if target.beside not in stands:
                continue
            if target.block is not None:
                blocks[target.block].setdefault(target.column, at)
            elif target.option is not None:
                options[target.column].append((at, target.option))
            elif target.column in columns:
                doubled.append((target.column, at))
            else:
                columns[target.column] = at
        ticked = {name: tuple(sorted(found)) for name, found in options.items() if name not in columns}
        running = self.kinds[kind].numbered
        running = "" if running in columns else running
        if running and (number := _running_number(labels, {at for at, _ in targets})) is not None:
            columns[running] = number
        known = {*columns, *ticked}
        if blocks:
            known |= {self.crosstabs[kind].column, *(name for block in blocks.values() for name in block)}
        known |= {column.stands_for for column in self.columns[kind] if column.name in known}
        missing, required = self._missing(kind, known)
        return Match(
            self.kinds[kind],
            row,
            depth,
            labels,
            columns,
            ticked,
            tuple(doubled),
            missing,
            required,
            dict(blocks),
            self.crosstabs[kind].column if blocks else "",
            running,
        )

    def _missing(self, kind: str, known: set[str]) -> tuple[tuple[Column, ...], int]:
        """Return the columns that the kind demands and the sheet lacks, and how many it demands."""
        required = [
            column for column in self.columns[kind] if column.demanded or column.tells if not column.context
        ]
        missing = tuple(column for column in required if column.name not in known)
        if (either := self.kinds[kind].one_of) and not known & set(either):
            missing = (*missing, self.column(kind, either[0]))
        return missing, len(required)

    def column(self, kind: str, name: str) -> Column:
        """Return a column of a kind by its name."""
        return next(column for column in self.columns[kind] if column.name == name)


def _running_number(labels: Sequence[str], taken: Collection[int]) -> int | None:
    """Return the column of running numbers (序号), if nothing else was seen in it."""
    found = (at for at, label in enumerate(labels) if at not in taken)
    return next((at for at in found if normalised_heading(labels[at]) in IGNORED), None)


def _sureness(match: Match) -> tuple[bool, int, int, int, int]:
    return (not match.missing, match.found, match.used, -match.depth, -match.row)


def labels_of(grid: Grid, row: int, depth: int) -> list[tuple[str, ...]]:
    """Return the ways to read the heading of each column, the fullest first; none where it is blank.

    Rows are joined with “/”; a parent that covers several children holds for each of them.
    """
    below = [_text(cell) for cell in grid.rows[row + depth - 1]]
    labels: list[tuple[str, ...]] = [(text,) if text else () for text in below]
    for above in range(row + depth - 2, row - 1, -1):
        parents = _spread([_text(cell) for cell in grid.rows[above]], below)
        labels = [_joined(parent, ways) for parent, ways in zip(parents, labels, strict=True)]
        below = [parent or own for parent, own in zip(parents, below, strict=True)]
    return _with_tails(labels)


def _with_tails(labels: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the ways to read headings with what stands behind a stem that several of them share.

    A survey site writes two levels into one cell: 3、请您评价—德, 3、请您评价—能. What stands under two stems
    is no heading by itself.
    """
    parted = [_parted(ways[0]) if ways else None for ways in labels]
    stems = Counter(found[0] for found in parted if found)
    tails = Counter(normalised_heading(found[1]) for found in parted if found)
    return [
        (*ways, found[1])
        if found and stems[found[0]] > 1 and tails[normalised_heading(found[1])] == 1
        else ways
        for ways, found in zip(labels, parted, strict=True)
    ]


@lru_cache(maxsize=20_000)
def _parted(heading: str) -> tuple[str, str] | None:
    """Return the plain stem of a heading and what stands behind its last dash, colon or bracket.

    >>> _parted("3、请您评价—德"), _parted("日期")
    (('请您评价', '德'), None)
    """
    text = heading.rstrip(CLOSING)
    at = max(map(text.rfind, PARTING))
    stem, tail = normalised_heading(text[: at + 1].rstrip(PARTING + " ")), text[at + 1 :].strip()
    return (stem, tail) if stem and tail and not stem.isdigit() else None


def _joined(parent: str, ways: tuple[str, ...]) -> tuple[str, ...]:
    if not parent or not ways or parent == ways[0]:
        return ways or ((parent,) if parent else ())
    if ways[0].startswith(("（", "(")):
        return (parent + ways[0],)
    return (f"{parent}/{ways[0]}", *ways)


def _spread(parents: list[str], children: list[str]) -> list[str]:
    """Return the upper row with each parent repeated over its children: merged or not, they stand blank."""
    spread = list(parents)
    for at in range(1, len(spread)):
        if not spread[at] and children[at] and children[at - 1]:
            spread[at] = spread[at - 1]
    return spread


def _text(cell: RawCell) -> str:
    if is_blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def nearest_heading(name: str, labels: Iterable[str], cutoff: float = CLOSE) -> str | None:
    """Return the heading that looks most like a name, or None."""
    by_plain = {without_closing_bracket(label): label for label in labels if label}
    close = difflib.get_close_matches(without_closing_bracket(name), by_plain, n=1, cutoff=cutoff)
    return by_plain[close[0]] if close else None
