"""Everything the machine proposes for a register, in one call: duplicates, aspects, splits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.reticent import reticent
from kit.opinions.deciding.decisions import ASPECT, FORWARD, SPLIT, VOID, Decision, in_force, verbatim_code
from kit.opinions.deciding.lines import Proposals
from kit.opinions.deciding.merging import split_rows
from kit.opinions.proposing.aspects import propose_aspects, with_subject
from kit.opinions.proposing.duplicates import compared
from kit.opinions.proposing.normalising import comparable
from kit.opinions.proposing.splitting import propose_splits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    import pandas as pd

    from kit.opinions.proposing.accuracy import Accuracy
    from kit.opinions.proposing.aspects import Taxonomy


PRECISION = 0.9  # asked of what the model does not leave to people


@reticent()
@dataclass(frozen=True)
class Suggestions:
    """by_opinion: raw rows, confirmed splits taken apart; accuracy: of the model, if there is one."""

    by_opinion: pd.DataFrame
    proposals: Proposals
    accuracy: Accuracy | None = None


def suggest(
    by_opinion: pd.DataFrame,
    aspects: Taxonomy,
    decisions: Sequence[Decision] = (),
    target: float = PRECISION,
    words: Sequence[str] = (),
    executor: Executor | None = None,
) -> Suggestions:
    """Return all proposals for the opinions of a register; nothing is decided by them.

    by_opinion: one row per raw opinion. decisions: what people decided so far; a model learns from them
    as soon as there are enough. target: the precision that is asked of the model where it does not
    abstain. words: the campaign's own terms. executor: see compared.
    """
    rows = split_rows(by_opinion, decisions)
    sorted_by_people = aspects_by_text(rows, decisions)
    learned = None
    if sorted_by_people:
        from kit.opinions.proposing.classifier import learn  # noqa: PLC0415 - scikit-learn takes a second to import

        told = [
            (with_subject(subject, text), aspect)
            for (subject, text), aspect in sorted(sorted_by_people.items())
        ]
        learned = learn([text for text, _ in told], [aspect for _, aspect in told], target)
    decided = {
        comparable(with_subject(subject, text)): aspect
        for (subject, text), aspect in sorted(sorted_by_people.items())
    }
    whole = {said.about[0] for said in in_force(decisions).values() if said.kind == SPLIT}
    unsplit = rows[[str(number).rpartition("-")[0] not in whole for number in rows["意见ID"]]]
    proposals = Proposals(
        *compared(rows, words, executor),
        propose_aspects(rows, aspects, learned, decided, executor),
        propose_splits(unsplit),
    )
    return Suggestions(rows, proposals, learned.accuracy if learned else None)


def aspects_by_text(by_opinion: pd.DataFrame, decisions: Sequence[Decision]) -> Mapping[tuple[str, str], str]:
    """Return the aspect that people gave to each text, by subject (主题, or nothing) and verbatim text."""
    holding = in_force(decisions)
    found: dict[tuple[str, str], str] = {}
    for row in by_opinion.to_dict("records"):
        said, text, subject = holding.get((ASPECT, (str(row["意见ID"]),))), row["原文"], row.get("主题")
        if not said or not isinstance(text, str) or said.seen != verbatim_code(text):
            continue
        if said.answer not in (VOID, FORWARD):
            found.setdefault((subject if isinstance(subject, str) else "", text), said.answer)
    return found
