"""Which kind of sheet a sheet is: by its headings, unless campaign.toml says so.

Where a column stands in a sheet, by the kit's heading or the clerk's: for marking cells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.model.fact import Place
from kit.model.finding import CampaignError, Finding, Level, Question
from kit.model.topic_settings import OWN_PREFIX
from kit.sheets import account
from kit.sheets.asking import ASKED, IGNORE, column_question, resembling, sheet_question, unused
from kit.sheets.blank_forms import is_blank_form
from kit.sheets.contents import contradiction
from kit.sheets.grid import is_blank
from kit.sheets.headings import (
    DEPTHS,
    SEARCHED_ROWS,
    labels_of,
    nearest_heading,
    normalised_heading,
    without_closing_bracket,
)
from kit.sheets.mapping import (
    entry_of,
    lacks_headings,
    lacks_items,
    likely_parts,
    mapped_match,
    near_columns,
    proposed_mappings,
)
from kit.sheets.proposals import has_no_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.model.campaign import Campaign, SheetEntry
    from kit.model.table import Column, Crosstab, SheetKind
    from kit.sheets.grid import Grid
    from kit.sheets.headings import Headings, Match
    from kit.sheets.mapping import ProposedMapping


MISSING_RULE = "reading.missing_column"
BY_ORDER = "campaign.toml 写明的"
OWN_NOTES = {"填表说明", "检查说明"}  # sheets of the kit itself: instructions, findings
LEAST_COLUMNS = 2
LEAST_SHARE = 0.5
SURE = 0.7
NEARLY = 0.7  # of the headings: then a sheet of no kind is one of that kind with a fault
SHORTEST_NAME = 3


@dataclass(frozen=True)
class KindMatch:
    """What a sheet was taken for; `match` is None for a sheet that is nobody's or is left out."""

    match: Match | None = None
    findings: tuple[Finding, ...] = ()
    evidence: str = ""  # why, in words
    is_near: bool = False  # of no kind, yet nearly all of its headings are one kind's


def recognise(grid: Grid, headings: Headings, campaign: Campaign) -> KindMatch:
    """Return the kind of a sheet and where its heading stands, or why it is none.

    Raises CampaignError as `ordered_kind` does.
    """
    if grid.is_empty() or grid.sheet in OWN_NOTES:
        return KindMatch(evidence=account.OWN_NOTES if grid.sheet in OWN_NOTES else account.NO_CELLS)
    entry = entry_of(grid, campaign)
    if entry is not None and entry.kind == IGNORE:
        return KindMatch(evidence=account.IGNORED_SHEET)
    if entry is not None:
        return _ordered(grid, headings, entry, campaign)
    return _told_by_headings(grid, headings)


def _told_by_headings(grid: Grid, headings: Headings) -> KindMatch:
    """Return the kind that fits best and is not contradicted by the cells; none where two fit alike."""
    sure: list[Match] = []
    doubts: list[tuple[Match, str]] = []
    for match in sorted(headings.matches(grid), key=lambda match: _rank(match, grid), reverse=True):
        if not is_sure(match, grid):
            break
        if lacks_items(match.kind, headings.columns[match.kind.id], {*match.columns, *match.options}):
            continue
        if doubt := contradiction(match, grid, headings.columns[match.kind.id]):
            doubts.append((match, doubt))
        else:
            sure.append(match)
    if sure:
        return _likeliest(grid, headings, sure)
    if doubts:
        match, doubt = doubts[0]
        return KindMatch(None, (_contradicted(grid, match, doubt),), f"像{match.kind.name}，{doubt}")
    return _unclaimed(grid, headings)


def _likeliest(grid: Grid, headings: Headings, sure: Sequence[Match]) -> KindMatch:
    """Return the first of the kinds that fit, best first; none where the second fits alike."""
    if len(sure) > 1 and _is_tie(grid, sure[0], sure[1]):
        told = _told_by_title(grid, headings, sure[:2])
        if len(told) != 1:
            why = f"像{sure[0].kind.name}，也像{sure[1].kind.name}"
            return KindMatch(None, (_undecided(grid, sure[:2]),), why)
        sure = told
    columns = headings.columns[sure[0].kind.id]
    found = column_findings(sure[0], grid, columns, headings.crosstabs.get(sure[0].kind.id))
    return KindMatch(sure[0], found, _why(sure[0], grid, columns))


def ordered_kind(entry: SheetEntry, headings: Headings) -> SheetKind:
    """Return the kind that campaign.toml says a sheet is; raises CampaignError if there is none such."""
    kinds = headings.kinds.values()
    kind = next((known for known in kinds if known.is_called(entry.kind)), None)
    if kind is None:
        near = nearest_heading(entry.kind, [known.name for known in kinds])
        hint = f"是不是“{near}”" if near else "可写的名称见空白表的文件名"
        raise CampaignError(
            "campaign.toml「sheets」", f"没有“{entry.kind}”这种表", f"{hint}；不要的表写“忽略”"
        )
    return kind


def _ordered(grid: Grid, headings: Headings, entry: SheetEntry, campaign: Campaign) -> KindMatch:
    kind = ordered_kind(entry, headings)
    if kind.claim is not None or (kind.asks_items and has_no_items(campaign)):
        return KindMatch(None, (_untold(grid, kind),), BY_ORDER)  # its columns are its own, or not set yet
    if entry.headings:
        match = mapped_match(grid, headings, kind, entry.headings)
    else:
        match = next(iter(headings.matches(grid, only=kind)), None)
    if match is None:
        return KindMatch(None, (_no_heading(grid, kind),), "找不到列名")
    needed = tuple(column for column in match.missing if column.demanded or not column.tells)
    match = replace(match, missing=needed)  # what others of its kind are known by, it need not have
    found = column_findings(match, grid, headings.columns[kind.id], headings.crosstabs.get(kind.id))
    return KindMatch(match, found, BY_ORDER)


def _untold(grid: Grid, kind: SheetKind) -> Finding:
    """Return the finding on a sheet of a kind whose columns nothing tells, if that cannot read it either."""
    if kind.claim is not None:
        problem, remedy = "看不出题目和答案", "请核对列名在不在表的开头，或在 [[sheets]] 里改写是什么表"
    else:
        problem, remedy = "评议的项目和等次还没有写", "请在 [evaluation] 里写明项目和等次"
    said = f"campaign.toml 说这是“{kind.name}”，{problem}，没有读"
    return Finding("reading.unrecognised", "warning", grid.place, said, remedy)


def _told_by_title(grid: Grid, headings: Headings, tied: Sequence[Match]) -> list[Match]:
    """Return the one of two kinds that a title tells apart: last year's results say their year."""
    said = "\n".join([*_titles(grid), grid.sheet, grid.file.rpartition("/")[2]])
    patterns = [headings.titles.get(match.kind.id) for match in tied]
    return [
        match
        for match, own, other in zip(tied, patterns, reversed(patterns), strict=True)
        if (own and own.search(said)) or (other and not other.search(said))
    ]


def _titles(grid: Grid) -> list[str]:
    """Return what stands in the first rows, where titles do."""
    return [str(cell) for row in grid.rows[:3] for cell in row if isinstance(cell, str)]


def _is_tie(grid: Grid, best: Match, second: Match) -> bool:
    """Return whether two kinds of the kit fit a sheet alike; against an office's own one the kit's wins."""
    if second.kind.id.startswith(OWN_PREFIX):
        return False
    told = zip(_rank(best, grid)[:3], _rank(second, grid)[:3], strict=True)
    return all(one == other for one, other in told)


def _why(match: Match, grid: Grid, columns: Sequence[Column]) -> str:
    """Return the evidence in words: how many of the headings, what stands under them, the name."""
    headed = sum(1 for label in match.labels if label)
    graded = [column for column in columns if column.several is not None and column.name in match.columns]
    said = [f"{headed} 列里有 {match.used} 列对得上"]
    said += ["列下写的是等次"] if graded else []
    said += ["列下打的是勾"] if match.options else []
    said += ["列下是各等次的票数"] if match.blocks else []
    said += ["名称相符"] if _is_named(match.kind, grid) else []
    return "，".join(said)


def _rank(match: Match, grid: Grid) -> tuple[float, int, int, int, bool]:
    """Return how well a kind fits; where one of the kit's and an office's own fit alike, the kit's wins."""
    claim = match.found + (0.0 if match.missing else 0.5) + _is_named(match.kind, grid)
    own = not match.kind.id.startswith(OWN_PREFIX)
    return claim, match.used, _same_words(match), -len(match.missing), own


def _same_words(match: Match) -> int:
    """Return how many columns are called by the kind's own word, and not by another for the same."""
    called = match.columns.items()
    return sum(normalised_heading(match.labels[at]) == normalised_heading(name) for name, at in called)


def _is_named(kind: SheetKind, grid: Grid) -> bool:
    """Return whether the sheet, its file or a line above its table says the kind's name."""
    said = [normalised_heading(text) for text in (grid.sheet, grid.file.rpartition("/")[2], *_titles(grid))]
    names = [without_closing_bracket(name) for name in (kind.name, *kind.aliases)]
    return any(len(name) >= SHORTEST_NAME and name in text for name in names for text in said)


def is_sure(match: Match, grid: Grid) -> bool:
    """Return whether a sheet is of that kind: all its columns, or its name, or columns mistyped."""
    headed = sum(1 for label in match.labels if label)
    if match.found < LEAST_COLUMNS or match.used < LEAST_SHARE * headed:
        return False
    if not match.missing:
        return _names_rows(match) or _is_named(match.kind, grid)
    if _is_named(match.kind, grid) and len(match.missing) <= LEAST_SHARE * match.required:
        return True
    spare = [match.labels[at] for at in match.unused()]
    return all(nearest_heading(column.name, spare, SURE) for column in match.missing)


def _names_rows(match: Match) -> bool:
    """Return whether a sheet has two names for each row, as only a directory of them has.

    One column of names and a running number are the beginning of almost any sheet.
    """
    called = [name for name in match.kind.called if name in match.columns]
    return not match.kind.called or len(called) > 1


def column_findings(
    match: Match, grid: Grid, columns: Sequence[Column], crosstab: Crosstab | None = None
) -> tuple[Finding, ...]:
    """Return what is to be said about the columns of a recognised sheet.

    A column that is not used is a line of the account, unless the sheet lacks one that is called nearly the
    same, or one that what stands below may be.
    """
    row = max(grid.first_row + match.row + match.depth - 1, grid.first_row)
    spare = [match.labels[at] for at in match.unused()]
    near = near_columns(match, grid, columns)
    found = [_missing(match, grid, row, column.name, spare, near) for column in match.missing]
    found += [_doubled(match, grid, row, name, at) for name, at in match.doubled]
    lacking = {column.name for column in match.missing}
    offered = {column.name for column in columns if column.offered}
    return (
        *found,
        *(
            resembling(match, grid, row, match.labels[at], name)
            for at, (name, _) in sorted(near.items())
            if name in offered and name not in lacking
        ),
        *(
            unused(match, grid, row, match.labels[at], parts)
            for at, parts in sorted(likely_parts(match, grid, columns, crosstab).items())
        ),
    )


def _missing(
    match: Match, grid: Grid, row: int, name: str, spare: list[str], near: Mapping[int, tuple[str, float]]
) -> Finding:
    at = next((at for at, (meant, _) in near.items() if meant == name), None)
    label = match.labels[at] if at is not None else nearest_heading(name, spare)
    return Finding(
        MISSING_RULE,
        "error",
        Place(grid.file, grid.sheet, row),
        f"像是“{match.kind.name}”，缺“{name}”列",
        f"是不是“{label}”？请把列名改成“{name}”" if label else f"请补上“{name}”列",
        question=column_question(grid, match.kind, label, name) if label else None,
    )


def _doubled(match: Match, grid: Grid, row: int, name: str, at: int) -> Finding:
    read = match.labels[match.columns[name]]
    return Finding(
        "reading.doubled_column",
        "warning",
        Place(grid.file, grid.sheet, row, match.labels[at]),
        f"和“{read}”列都像是“{name}”，只读了“{read}”列",
        "请核对，去掉或改名其中一列",
    )


def _nobody(grid: Grid, proposed: Sequence[ProposedMapping]) -> Finding:
    """Return the finding on a sheet that no kind claims, with the nearest kind and what it lacks."""
    is_headless = not proposed and lacks_headings(grid)
    if not proposed:
        problem = "没有列名，没有读" if is_headless else "没认出来是什么表，没有读"
    elif proposed[0].missing:
        lacks = "、".join(f"“{column.name}”" for column in proposed[0].missing)
        problem = f"没认出来，没有读。像是“{proposed[0].kind.name}”，缺{lacks}列"
    else:
        problem = f"没认出来，没有读。像是“{proposed[0].kind.name}”"
    level: Level = "info" if grid.hidden else "warning"
    question = sheet_question(grid, proposed, is_headless=is_headless)
    return Finding("reading.unrecognised", level, grid.place, problem, ASKED, question=question)


def _undecided(grid: Grid, matches: Sequence[Match]) -> Finding:
    """Return the finding on a sheet that two kinds fit alike."""
    names = [match.kind.name for match in matches]
    place = grid.place
    question = Question(str(place), f"{place}是哪一种表", names[0], (*names, IGNORE))
    problem = f"像“{names[0]}”，也像“{names[1]}”，没有读"
    return Finding("reading.unrecognised", "warning", place, problem, ASKED, question=question)


def _unclaimed(grid: Grid, headings: Headings) -> KindMatch:
    """Return why a sheet is of no kind: nobody filled it in, or nobody knows it."""
    if not is_blank_form(grid):
        proposed = proposed_mappings(grid, headings)
        is_near = bool(proposed) and proposed[0].used >= NEARLY * len(proposed[0].headings)
        return KindMatch(None, (_nobody(grid, proposed),), "没认出来是什么表", is_near)
    place, remedy = grid.place, "填好的请换进来；不用的移出 inbox"
    blank = Finding("reading.blank_form", "info", place, "是空白表，没有人填过，没有读", remedy)
    return KindMatch(None, (blank,), account.BLANK_FORM)


def _contradicted(grid: Grid, match: Match, doubt: str) -> Finding:
    """Return the finding on a sheet with the headings of a kind and other things under them."""
    return Finding(
        "reading.unrecognised",
        "warning",
        grid.place,
        f"列名像“{match.kind.name}”，{doubt}，没有读",
        "是这种表的请改正列名，或在 campaign.toml 里写明这里的项目和等次；不要的用 kit map 答“忽略”",
        question=Question(
            str(grid.place),
            f"{grid.place}是什么表",
            "",
            (match.kind.name, IGNORE),
        ),
    )


def _no_heading(grid: Grid, kind: SheetKind) -> Finding:
    names = "、".join(column.name for column in kind.columns if column.asked)
    return Finding(
        MISSING_RULE,
        "error",
        grid.place,
        f"campaign.toml 说这是“{kind.name}”，表里却找不到它的列名",
        f"这种表要有{names}列；请改表，或改 campaign.toml",
    )


def column_of(grid: Grid, column: str, kinds: Iterable[SheetKind]) -> int | None:
    """Return the Excel column under that heading: the same words, another name for it, or the nearest.

    kinds: those whose other names for a column of that name hold.
    """
    called = normalised_heading(column)
    aliases = {
        normalised_heading(alias)
        for kind in kinds
        for known in kind.columns
        if known.name == column
        for alias in known.aliases
    }
    rows = range(min(SEARCHED_ROWS, len(grid.rows)))
    candidates = [(row, depth) for row in rows for depth in DEPTHS if row + depth <= len(grid.rows)]
    for wanted in ({called}, {called, *aliases}):
        for row, depth in candidates:
            for at, ways in enumerate(labels_of(grid, row, depth)):
                if any(
                    normalised_heading(way) in wanted or without_closing_bracket(way) in wanted
                    for way in ways
                ):
                    return grid.first_column + at
    return _nearest(grid, column)


def _nearest(grid: Grid, column: str) -> int | None:
    for row in grid.rows[:SEARCHED_ROWS]:
        labels = [str(cell) if isinstance(cell, str) else "" for cell in row]
        if near := nearest_heading(column, labels):
            return grid.first_column + labels.index(near)
    return None


def first_filled(grid: Grid, row: int) -> int:
    """Return the first Excel column that holds anything in a row, the sheet's first if none does."""
    at = row - grid.first_row
    cells = grid.rows[at] if 0 <= at < len(grid.rows) else []
    for number, cell in enumerate(cells, grid.first_column):
        if not is_blank(cell):
            return number
    return grid.first_column
