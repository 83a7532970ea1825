"""How the report came about (调研, 征求意见, 讨论, 民主生活会), and how it was appraised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.composing import opinion_clauses, scrutiny_clauses
from kit.documents.composing.activity_clauses import held
from kit.documents.composing.appraisal_answers import comments_on
from kit.documents.composing.evaluation_clauses import item_sentence, turnout
from kit.documents.composing.names import meetings
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from kit.nouns.draft import Material


def how_it_was_made(material: Material) -> Prose | None:
    """Return the steps from survey to 民主生活会, without the full stop; None if no sheet tells any."""
    reports = opinion_clauses.reports(material)
    clauses = [
        prose("深入开展专题调研，", reports) if reports else None,
        opinion_clauses.visits(material),
        opinion_clauses.forms(material),
        opinion_clauses.opinions(material),
        _discussed(material),
        scrutiny_clauses.talks(material),
        _self_criticism(material),
    ]
    told = [clause for clause in clauses if clause]
    return prose(joined(told, "；")) if told else None


def _discussed(material: Material) -> Prose | None:
    rows = meetings(material, "讨论")
    kinds = {str(row["类型"]) for row in rows}
    number = material.facts.by_name().get(f"{kinds.pop()}次数") if len(kinds) == 1 else None
    return prose("召开讨论会", number, "次") if number else prose("组织了专题讨论") if rows else None


def _self_criticism(material: Material) -> Prose | None:
    """Return the 民主生活会 that was held (somebody was counted there), and what the poll said of it."""
    rows = [row for row in meetings(material, "民主生活会") if row["实到"]]
    if not rows:
        return None
    poll, rate = material.campaign.poll, material.facts.get("poll.positive_rate")
    best = "”和“".join(poll.grades[: poll.positive]) if poll else ""
    polled = ("，会后进行满意度测评，“", best, "”的占", rate) if poll and rate else ()
    criticised = scrutiny_clauses.criticisms(material)
    heard = ("，", criticised) if criticised else ()
    return prose(held(material, rows[-1], year=True), "，认真开展批评和自我批评", *heard, polled)


def appraisal(material: Material, unit_id: str) -> Prose | None:
    """Return how the team's own report was appraised; None before that, or without enough ballots."""
    evaluation = material.campaign.evaluation
    if not unit_id or evaluation is None or f"evaluation.{unit_id}.positive_rate" not in material.facts:
        return None
    items = [item_sentence(material, unit_id, item) for item in evaluation.items]
    told = [sentence for sentence in items if sentence]
    written = comments_on(material, unit_id)
    return prose(
        *(turnout(material, unit_id), "。"),
        *((joined(told, "，"), "。") if told else ()),
        *((written, "。") if written else ()),
    )
