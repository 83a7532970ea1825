"""Papers as they lie in out/, looked at once more for what follows from them of a small group (票种).

What is made now is safe by how it is made. This looks at what lies there: made by an earlier edition, kept
because a hand had touched it, printed by a template that leaves out the note on pooling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.fact import Place, own_word
from kit.model.finding import Finding
from kit.topics.appraisal.blocks import hidden_groups
from kit.topics.appraisal.by_group import VOTERS_ONLY
from kit.topics.appraisal.disclosure import Balloting, audit
from kit.topics.appraisal.tallying import has_ballots, tally_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.app.work import Work
    from kit.model.evaluation import Evaluation
    from kit.topics.appraisal.disclosure import Exposure


def exposing(work: Work, printed: Mapping[str, Mapping[str, str]]) -> dict[str, Finding]:
    """Return a finding for each paper that gives away a small group; printed: paper → fact id → text."""
    evaluation, sheets = work.campaign.evaluation, work.reading.sheets
    if evaluation is None or not evaluation.groups or not has_ballots(sheets):
        return {}
    units = {each.unit.id: Balloting(each.unit.id, each.by_group) for each in tally_units(sheets, evaluation)}
    found = {}
    for paper, figures in printed.items():
        ids = dict.fromkeys(id_.split(".")[1] for id_ in figures if id_.startswith("evaluation."))
        told = [units[id_] for id_ in ids if id_ in units]
        if cells := audit(figures, told, evaluation):
            found[paper] = _finding(paper, cells, evaluation, work)
        elif shown := _shown_though_small(figures, told, evaluation):
            found[paper] = _of_groups(paper, shown, evaluation, work)
    return found


def _shown_though_small(
    figures: Iterable[str], units: Iterable[Balloting], evaluation: Evaluation
) -> list[tuple[str, str]]:
    """Return unit and group of what a paper shows of groups that are not to be shown apart."""
    named = {own_word(group.id): group.id for group in evaluation.groups}
    hidden = {one.id: hidden_groups(one.by_group, evaluation) for one in units}
    shown = []
    for steps in (id_.split(".") for id_ in figures):
        if steps[2:3] == ["by"] and steps[-1] not in VOTERS_ONLY:
            unit, group = steps[1], named.get(steps[3], "")
            shown += [(unit, group)] if group in hidden.get(unit, ()) else []
    return list(dict.fromkeys(shown))


def _of_groups(paper: str, shown: Iterable[tuple[str, str]], evaluation: Evaluation, work: Work) -> Finding:
    names = {unit.id: unit.short for unit in work.units}
    groups = {group.id: group.name for group in evaluation.groups}
    said = [f"{names[unit]}的“{groups[group]}”" for unit, group in shown]
    more = f"等{len(said)}处" if len(said) > _NAMED else ""
    problem = (
        f"单独印了{'、'.join(said[:_NAMED])}{more}的结果，其中有的票种有效票不足{evaluation.minimum}张，"
        "印出来的或者用单位的票数一减，就是这几个人怎样评的"
    )
    return Finding("output.exposed", "error", Place(paper), problem, REMEDY)


def _finding(paper: str, cells: Iterable[Exposure], evaluation: Evaluation, work: Work) -> Finding:
    names = {unit.id: unit.short for unit in work.units}
    groups = {group.id: group.name for group in evaluation.groups}
    whose = ((cell.unit, "和".join(f"“{groups[each]}”" for each in cell.groups)) for cell in cells)
    said = dict.fromkeys(f"{names[unit]}的{voters}" for unit, voters in whose)
    more = f"等{len(said)}处" if len(said) > _NAMED else ""
    problem = (
        f"印出的综合得分、综合好评率单独含有不足{evaluation.minimum}张的票种，和分项票数一对照，"
        f"能推出{'、'.join([*said][:_NAMED])}{more}怎样评的"
    )
    return Finding("output.exposed", "error", Place(paper), problem, REMEDY)


REMEDY = "这一份不要发出；已经发出的请收回，用 kit notices 或 kit draft 重做"
_NAMED = 3  # groups named in one finding
