"""Choices that stand in one cell: cut at a mark only where the pieces recombine with other cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from kit.sheets.surveying.verbatim import FILL_IN
from kit.sheets.surveying.words import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


LONGEST_OPTION = 40  # characters
MOST_OPTIONS = 40
RECOMBINED = 0.8  # share of the choices in cells of several that also stand in another cell
RECOMBINED_IF_SAID = 0.5  # the same, where the heading says 多选


def split_choices(value: str, mark: str, whole: Iterable[str] = ()) -> list[str]:
    """Return the options of a cell; those of `whole` hold the mark themselves and are not cut.

    >>> split_choices("交通;住房;", ";"), split_choices("甲、乙丙、丁", "、", ["乙丙、丁"])
    (['交通', '住房'], ['甲', '乙丙、丁'])
    """
    pieces = [piece.strip() for piece in value.split(mark) if piece.strip()]
    runs = sorted(([part.strip() for part in one.split(mark)] for one in whole), key=len, reverse=True)
    found, at = [], 0
    while at < len(pieces):
        run = next((run for run in runs if pieces[at : at + len(run)] == run), [pieces[at]])
        found.append(mark.join(run))
        at += len(run)
    return found


def whole_options(values: Iterable[str], mark: str) -> tuple[str, ...]:
    """Return the options that hold the mark: pieces that never stand but one behind the other.

    >>> whole_options(["甲", "乙，丙", "甲，乙，丙", "丁，甲"], "，")
    ('乙，丙',)
    """
    before, behind = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    rows = [split_choices(value, mark) for value in values]
    for row in rows:
        for one, other in pairwise(["", *row, ""]):
            behind[one].add(other)
            before[other].add(one)
    follows = {
        one: next(iter(others))
        for one, others in behind.items()
        if one and len(others) == 1 and others != {""} and before[next(iter(others))] == {one}
    }
    starts = [one for one in follows if one not in set(follows.values())]
    return tuple(mark.join(_chain(start, follows)) for start in starts)


def _chain(start: str, follows: Mapping[str, str]) -> list[str]:
    chain = [start]
    while chain[-1] in follows and follows[chain[-1]] not in chain:
        chain.append(follows[chain[-1]])
    return chain


def mark_between(counts: Mapping[str, int], marks: Iterable[str], heading: str) -> str:
    """Return the mark between the choices of a column, that whose pieces come again most; or nothing."""
    standing = [mark for mark in marks if any(mark in value for value in counts)]
    found = {mark: _recombined(counts, mark, heading) for mark in standing}
    best = max(found, key=lambda mark: found[mark], default="")
    return best if best and found[best] > NOT_CUT else ""


NOT_CUT = (-inf, 0.0, 0)


def _recombined(counts: Mapping[str, int], mark: str, heading: str) -> tuple[float, float, int]:
    """Return how well a mark cuts the cells: few pieces, which share of them comes again, in how many cells.

    A mark inside an option makes more pieces than the one between them, for it cuts only some of the cells.

    Cells hold several choices each where the pieces come again in other cells: alone, or beside others. An
    option with the mark inside does not, for its pieces always stand side by side.
    """
    bare: Counter[str] = Counter()
    for value, times in counts.items():
        bare[FILL_IN.sub("", value).strip()] += times
    whole = whole_options(bare, mark)
    rows = {value: split_choices(value, mark, whole) for value in bare}
    several = {value: row for value, row in rows.items() if len(row) > 1}
    pieces = Counter(piece for value, row in rows.items() for piece in row for _ in range(bare[value]))
    short = len(pieces) <= MOST_OPTIONS and all(len(piece) <= LONGEST_OPTION for piece in pieces)
    if not several or not short or sum(pieces.values()) < 2 * len(pieces):
        return NOT_CUT
    share = _share(several, rows, bare, is_said=bool(SEVERAL.search(heading)))
    return (-len(pieces), share, len(several)) if share else NOT_CUT


def _share(
    several: Mapping[str, Sequence[str]],
    rows: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    *,
    is_said: bool,
) -> float:
    """Return the share of the pieces beside others that stand in another cell too; 0 if that is too few."""
    cells = Counter(piece for row in rows.values() for piece in set(row))
    chosen = Counter(piece for value, row in several.items() for piece in row for _ in range(counts[value]))
    again = sum(times for piece, times in chosen.items() if cells[piece] > 1)
    share = again / sum(chosen.values())
    alone = any(len(row) == 1 and row[0] in chosen for row in rows.values())
    varied = len({len(row) for row in several.values()}) > 1
    sure = share == 1 or alone or varied or is_said
    enough = (share >= RECOMBINED and sure) or (is_said and share >= RECOMBINED_IF_SAID)
    return share if enough else 0
