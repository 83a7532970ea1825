"""Figures by group of voters (票种): evaluation.<unit id>.by.<word of the group>.*, turnout and results.

They tell groups apart and weigh nothing. What the gate hides (blocks.py) has no fact but who may vote, which
the roster says to everybody.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial, reduce
from operator import add
from typing import TYPE_CHECKING

from kit.model.fact import merged_sources, own_word, rate_fact, score_fact, text_fact
from kit.topics.appraisal import results
from kit.topics.appraisal.blocks import size_of
from kit.topics.appraisal.cells import JoinedCells, TotalCells
from kit.topics.appraisal.facts import Doors, grade_facts, turnout_facts
from kit.topics.appraisal.tallying import UNKNOWN, total

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from kit.model.evaluation import Evaluation, VoterGroup
    from kit.model.fact import Fact, Source
    from kit.model.table import Sheets
    from kit.model.tally import Tally
    from kit.topics.appraisal.cells import Cells
    from kit.topics.appraisal.tallying import UnitBallots


VOTERS_ONLY = ("expected", "present", "issued", "attendance_rate")  # what the roster says to everybody


def group_facts(
    sheets: Sheets,
    told: tuple[str, str],
    found: Sequence[UnitBallots],
    hidden: Container[str],
    evaluation: Evaluation,
) -> Iterator[Fact]:
    """Yield turnout and results of each group of these units together; told: id and name of the whole.

    hidden: groups of which nothing is told but who may vote.
    """
    for group in evaluation.groups:
        tally = _tally(group, found, is_hidden=group.id in hidden, evaluation=evaluation)
        if tally is None:
            continue
        id_, name = f"{told[0]}.by.{own_word(group.id)}", f"{told[1]}{said_of(group, evaluation)}"
        parts = tuple(one.cells_by_group[group.id] for one in found)
        cells = parts[0] if len(parts) == 1 else JoinedCells(parts)
        yield from turnout_facts(id_, name, tally, _doors(sheets, group, found, parts, evaluation))
        if tally.valid_told and size_of(tally):
            for number, item in enumerate(evaluation.items):
                said = f"{id_}.{item.id}", f"{name}“{item.question}”"
                yield from grade_facts(*said, tally, evaluation, number, partial(cells.answered, number))
            yield from _together(id_, name, tally, evaluation, cells)


def _tally(
    group: VoterGroup, found: Sequence[UnitBallots], *, is_hidden: bool, evaluation: Evaluation
) -> Tally | None:
    """Return a group's ballots and voters; of a hidden one the voters only; None where nobody knows of it."""
    here = [one for one in found if group.id in one.turnouts or _has_ballots(one, group.id)]
    if not here:
        return None
    if is_hidden or not all(_came(one, group.id) for one in here):
        turnout = reduce(add, (one.turnouts.get(group.id, UNKNOWN) for one in here))
        nothing = total([], evaluation.items)
        return replace(nothing, turnout=turnout, returned_told=False, void_told=False, valid_told=False)
    return total((one.by_group[group.id] for one in here), evaluation.items)


def _has_ballots(one: UnitBallots, group: str) -> bool:
    """Return whether a group handed in ballots; one that did not and that no roster has is not there."""
    return _came(one, group) and bool(one.by_group[group].returned or size_of(one.by_group[group]))


def _came(one: UnitBallots, group: str) -> bool:
    """Return whether it is known how many ballots came of a group: those of totals need a row for it."""
    if group not in one.by_group or not one.has_come:
        return False
    cells = one.cells_by_group[group]
    return bool(cells.of) if isinstance(cells, TotalCells) else True


def _doors(
    sheets: Sheets,
    group: VoterGroup,
    found: Sequence[UnitBallots],
    parts: tuple[Cells, ...],
    evaluation: Evaluation,
) -> Doors:
    rows = [row for one in found for row in one.voters if str(row["票种"] or "") == group.id]
    counted = [part for part in parts if isinstance(part, TotalCells)]
    says_issued = any(row["发票数"] is not None for row in rows)
    return Doors(
        parts[0] if len(parts) == 1 else JoinedCells(parts),
        sheets.sources_of(rows),
        bool(counted),
        len(counted) < len(parts),
        evaluation.all_blank == "void",
        () if says_issued else merged_sources(source for part in counted for source in part.issued()),
    )


def _together(id_: str, name: str, tally: Tally, evaluation: Evaluation, cells: Cells) -> Iterator[Fact]:
    """Yield a group's score and approval over all items, as composites count them."""
    if not results.are_votes_told(tally):
        return
    sources: Sequence[Source] = cells.valid()
    if (score := results.score(evaluation, tally)) is not None:
        yield score_fact(f"{id_}.score", f"{name}综合得分", score, "各项得分的平均，只算这一票种", sources)
    if (rate := results.positive_rate(evaluation, tally)) is not None:
        basis = f"各项前{evaluation.positive}等票数之和除以各项{results.base_words_of_all(evaluation)}之和"
        yield rate_fact(f"{id_}.positive_rate", f"{name}综合好评率", rate, f"{basis}，只算这一票种", sources)


def hidden_fact(
    id_: str, name: str, found: UnitBallots, hidden: Container[str], evaluation: Evaluation
) -> Iterator[Fact]:
    """Yield which groups of a unit are not shown apart, and why; nothing where none is hidden."""
    gone = [group for group in evaluation.groups if group.id in hidden]
    if not gone:
        return
    small = [group for group in gone if size_of(found.by_group[group.id]) < evaluation.minimum]
    others = "、".join(group.name for group in gone if group not in small)
    untold = any(not size_of(found.by_group[group.id]) for group in small)
    least = f"有效票不足{evaluation.minimum}张{'或没有写明' if untold else ''}"
    front = "、".join(group.name for group in small) or "没有写票种的票"
    text = f"{front}{least}，{f'和{others}都' if others else ''}不分开公布"
    basis = "防止看出个人：campaign.toml 的 minimum"
    yield text_fact(f"{id_}.groups_suppressed", f"{name}不分票种公布的原因", text, basis)


def said_of(group: VoterGroup, evaluation: Evaluation) -> str:
    """Return what a group is called; with its word where another has the same name."""
    alike = [other for other in evaluation.groups if other.name == group.name]
    return group.name if len(alike) == 1 else f"{group.name}{own_word(group.id)}"


_OF_A_GROUP = {
    "expected": "应参评人数",
    "present": "实到人数",
    "issued": "发出票数",
    "returned": "收回票数",
    "valid": "有效票数",
    "return_rate": "回收率",
    "score": "综合得分",
    "positive_rate": "综合好评率",
}


def names_by_group(
    evaluation: Evaluation, unit_id: str = "all", called: str = "全部单位"
) -> Iterator[tuple[str, str]]:
    """Yield name and id of what papers may say by group, whatever was sent in: of the body, or one unit."""
    for group in evaluation.groups if evaluation.by_group != "none" else ():
        id_, name = f"evaluation.{unit_id}.by.{own_word(group.id)}", f"{called}{said_of(group, evaluation)}"
        yield from ((f"{name}{word}", f"{id_}.{key}") for key, word in _OF_A_GROUP.items())
        for item in evaluation.items:
            yield f"{name}“{item.question}”好评率", f"{id_}.{item.id}.positive_rate"
            for at, grade in enumerate(item.grades, 1):
                yield f"{name}“{item.question}”选“{grade}”票数", f"{id_}.{item.id}.g{at}.count"
                yield f"{name}“{item.question}”选“{grade}”占比", f"{id_}.{item.id}.g{at}.rate"
