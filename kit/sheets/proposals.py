"""What ballots ask and how they grade, proposed from the sheets where campaign.toml does not say it yet."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.evaluation import presets
from kit.model.fact import Place
from kit.model.finding import Finding
from kit.sheets.grid import is_blank
from kit.sheets.headings import LEADING_NUMBER, SEARCHED_ROWS, labels_of
from kit.sheets.values import narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.model.campaign import Campaign
    from kit.sheets.grid import Grid, RawCell


UNREAD = "reading.unrecognised"
PLACEHOLDER = re.compile(r"项目[一二三四五六七八九十]|某某.*")
NO_GRADE = re.compile(r"弃权|未表态|未填|无效|多选|小计|合计|总计|得分|.*率|.*[%％]|.*(票数|人数)")
LEAST_ITEMS, LEAST_GRADES, LEAST_ROWS = 2, 2, 3
MOST_GRADE = 6  # characters
LEAST_FIT = 0.8  # share of a column's cells that are grades


@dataclass(frozen=True)
class ProposedScale:
    """Items (项目) in the order of the sheet, and their grades (等次) from best to worst."""

    items: tuple[str, ...]
    grades: tuple[str, ...]


def has_no_items(campaign: Campaign) -> bool:
    """Return whether campaign.toml still says what `kit new` wrote for the items, or nothing."""
    evaluation = campaign.evaluation
    return evaluation is None or all(PLACEHOLDER.fullmatch(item.question) for item in evaluation.items)


def with_proposed_scale(grids: Iterable[Grid], findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings on unread sheets, those that look like ballots as one with what they ask.

    It holds the lines for campaign.toml; where sheets ask different things, there is one for each.
    """
    found: dict[ProposedScale, list[Grid]] = {}
    for grid in grids:
        if (scale := proposed_scale(grid)) is not None:
            found.setdefault(scale, []).append(grid)
    ordered = sorted(found.items(), key=lambda each: -len(each[1]))
    said = [_finding(scale, sheets, is_first=at == 0) for at, (scale, sheets) in enumerate(ordered)]
    told = {(grid.file, grid.sheet) for sheets in found.values() for grid in sheets}
    return said + [
        finding
        for finding in findings
        if finding.rule != UNREAD or (finding.place.file, finding.place.sheet) not in told
    ]


def proposed_scale(grid: Grid) -> ProposedScale | None:
    """Return the items and grades of a sheet, from two levels of headings or from its cells."""
    rows = range(min(SEARCHED_ROWS, len(grid.rows)))
    found = [scale for row in rows for scale in (_from_headings(grid, row), _from_cells(grid, row)) if scale]
    return max(found, key=lambda scale: len(scale.items), default=None)


def _from_headings(grid: Grid, row: int) -> ProposedScale | None:
    """Return the upper headings that stand over the same grades."""
    if row + 2 > len(grid.rows):
        return None
    below: dict[str, list[str]] = {}
    for ways in labels_of(grid, row, 2):
        item, slash, grade = (ways[0] if ways else "").partition("/")
        if slash and not NO_GRADE.fullmatch(narrow(grade)):
            below.setdefault(item, []).append(narrow(grade))
    shared = Counter(map(tuple, below.values())).most_common(1)
    if not shared or shared[0][1] < LEAST_ITEMS or not _are_grades(shared[0][0]):
        return None
    grades = shared[0][0]
    return ProposedScale(tuple(_item(name) for name, own in below.items() if tuple(own) == grades), grades)


def _are_grades(words: Sequence[str]) -> bool:
    """Return whether these are words to choose from: short, different, and one of them known as a grade."""
    known = {grade for scale in _known_scales() for grade in scale}
    is_short = all(len(word) <= MOST_GRADE for word in words)
    return len(set(words)) == len(words) >= LEAST_GRADES and is_short and bool(known & set(words))


def _from_cells(grid: Grid, row: int) -> ProposedScale | None:
    """Return the headings of one row over columns whose cells are grades of one known scale."""
    below = grid.rows[row + 1 :]
    if len(below) < LEAST_ROWS:
        return None
    best: ProposedScale | None = None
    for grades in _known_scales():
        items = [
            _item(str(cell))
            for at, cell in enumerate(grid.rows[row])
            if isinstance(cell, str) and not is_blank(cell) and _holds([line[at] for line in below], grades)
        ]
        said = {narrow(cell) for line in below for cell in line if not is_blank(cell)} & set(grades)
        if len(items) >= LEAST_ITEMS and len(said) >= LEAST_GRADES:
            closer = best is None or (len(items), -len(grades)) > (len(best.items), -len(best.grades))
            best = ProposedScale(tuple(items), grades) if closer else best
    return best


def _holds(cells: Sequence[RawCell], grades: Sequence[str]) -> bool:
    filled = [narrow(cell) for cell in cells if not is_blank(cell)]
    return len(filled) >= LEAST_ROWS and sum(cell in grades for cell in filled) >= LEAST_FIT * len(filled)


def _item(heading: str) -> str:
    return LEADING_NUMBER.sub("", narrow(heading))


def _known_scales() -> Iterator[tuple[str, ...]]:
    yield from dict.fromkeys(tuple(scale["grades"]) for scale in presets().values() if scale.get("grades"))


def _finding(scale: ProposedScale, sheets: Sequence[Grid], *, is_first: bool) -> Finding:
    listed = "、".join(f"{grid.file}「{grid.sheet}」" for grid in sheets[:2])
    where = f"{listed}等 {len(sheets)} 张表" if len(sheets) > 2 else listed  # noqa: PLR2004 - two are shown
    said = f"{where}像评议票，项目是{'、'.join(scale.items)}，等次是{'、'.join(scale.grades)}"
    problem = f"{said}；campaign.toml 还没有写评议的项目和等次"
    remedy = f"对的话，在 [evaluation] 里写 {toml_of(scale)}，原来的 [[evaluation.items]] 各段删去"
    level, place = ("warning" if is_first else "info"), Place(sheets[0].file, sheets[0].sheet)
    return Finding("campaign.items_proposed", level, place, problem, remedy)  # type: ignore[arg-type]


def toml_of(scale: ProposedScale) -> str:
    """Return the two lines of campaign.toml, on one.

    >>> toml_of(ProposedScale(("学习",), ("好", "差")))
    'grades = ["好", "差"] 和 items = [{ id = "item1", question = "学习" }]'
    """
    items = ", ".join(
        f'{{ id = "item{number}", question = {json.dumps(item, ensure_ascii=False)} }}'
        for number, item in enumerate(scale.items, 1)
    )
    return f"grades = {json.dumps(scale.grades, ensure_ascii=False)} 和 items = [{items}]"
