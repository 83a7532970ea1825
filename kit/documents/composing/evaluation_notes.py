"""What a result must disclose beside its figures: weights given to others, 综合评价 as ballots asked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.composing.evaluation_clauses import own
from kit.nouns.evaluation import OVERALL
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from kit.nouns.draft import Material


def weights_given_away(material: Material, id_: str) -> Prose | None:
    """Return which group had no valid ballot and lost its weight to the others; None if none did."""
    said = own(material, id_, "renormalised")
    return prose(said, "。") if said else None


def weights_given_away_by_unit(material: Material) -> Prose | None:
    """Return the same for each unit by its short name."""
    found = [(unit.short, own(material, unit.id, "renormalised")) for unit in material.units]
    clauses = [prose(name, "：", said) for name, said in found if said]
    return prose(joined(clauses, "；"), "。") if clauses else None


def overall_asked(material: Material, id_: str) -> Prose | None:
    """Return what ballots say when they ask for 综合评价 itself; it is not the composite that is computed."""
    evaluation = material.campaign.evaluation
    rate = own(material, id_, f"{OVERALL}.positive_rate")
    if evaluation is None or evaluation.overall is None or rate is None:
        return None
    best = "和".join(f"“{grade}”" for grade in evaluation.overall.grades[: evaluation.positive])
    return prose(f"票上另问“{evaluation.overall.question}”，选{best}的占", rate, "。")
