"""What a clerk should know about an appraisal's figures, said once they are there."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kit.model.finding import Finding
from kit.model.roster import units_of
from kit.text.numbers import fixed_text, round_half_up
from kit.topics.appraisal.tallying import has_ballots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.fact import Facts, Place
    from kit.model.table import Sheets


def appraisal_remarks(facts: Facts, sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield units without a breakdown, without a comparison, near a limit, and verdicts to be decided."""
    evaluation = campaign.evaluation
    if evaluation is None or not has_ballots(sheets):
        return
    place = (*sheets.of("ballots"), *sheets.of("tallied_ballots"))[0].place()
    for unit in units_of(sheets):
        id_, name = f"evaluation.{unit.id}", unit.name
        if f"{id_}.valid" not in facts:
            continue
        if f"{id_}.suppressed" in facts:
            valid = facts[f"{id_}.valid"]
            problem = f"{name}只有{valid}张有效票，少于{evaluation.minimum}张，分项结果不公布"
            yield Finding(
                "evaluation.suppressed", "warning", place, problem, "如有漏录的票请补录；没有就不用处理"
            )
        elif sheets.has("previous_results") and f"{id_}.change" not in facts:
            problem = f"{name}没有口径相同的上次结果，材料里不作比较"
            yield Finding(
                "evaluation.no_comparison", "info", place, problem, "如有上次结果，请补在“历次结果”表里"
            )
        yield from _near_a_band(facts, id_, name, evaluation, place)
    yield from _undecided(facts, place)


def _near_a_band(
    facts: Facts, id_: str, name: str, evaluation: Evaluation, place: Place
) -> Iterator[Finding]:
    """Yield a warning where the printed score reaches a limit that the exact one does not (T7)."""
    score = facts.get(f"{id_}.score")
    if score is None or not isinstance(score.value, (int, Fraction)):
        return
    for band in evaluation.bands:
        if score.value < band.least <= round_half_up(score.value, 1):
            exact, grade = fixed_text(score.value, 2), facts.get(f"{id_}.grade", "—")
            problem = (
                f"{name}综合得分精确值是 {exact}，公布值是 {score}，看上去到了“{band.name}”的 {band.least} 分"
            )
            remedy = f"等次按精确值定为“{grade}”；材料里请说明，或由领导定夺"
            yield Finding("evaluation.near_band", "warning", place, problem, remedy)


def _undecided(facts: Facts, place: Place) -> Iterator[Finding]:
    for id_, fact in facts.items():
        if id_.endswith(".verdict_undecided"):
            problem = f"{fact.name.removesuffix('待定')}定不了：{fact.text}，规定没有写明正好一半算不算过半"
            remedy = "请问清楚以后，在 campaign.toml 的 [evaluation] 里写 half_is_enough = true 或 false"
            yield Finding("evaluation.exactly_half", "error", place, problem, remedy)


REMARKS = (appraisal_remarks,)
