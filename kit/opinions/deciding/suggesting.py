"""Everything the machine proposes for a register, in one call; and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kit.model.reticent import reticent
from kit.opinions.deciding.decisions import ASPECT, FORWARD, SPLIT, VOID, Decision, in_force, verbatim_code
from kit.opinions.deciding.lines import Proposals, label
from kit.opinions.deciding.merging import split_rows
from kit.opinions.proposing.accuracy import LEFT, RIGHT, WRONG, Accuracy, Audit, accuracy_of, audit_of
from kit.opinions.proposing.aspects import abstaining, names_of_aspect, propose_aspects, with_subject
from kit.opinions.proposing.duplicates import compared
from kit.opinions.proposing.normalising import comparable
from kit.opinions.proposing.splitting import propose_splits
from kit.text.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    import pandas as pd

    from kit.opinions.proposing.aspects import Taxonomy
    from kit.opinions.proposing.classifier import Learned, Study


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

    by_opinion: one row per raw opinion. decisions: what people decided so far; a model learns from them, from
    the names of the aspects and from the register. target: the precision that is asked of the model where it
    does not abstain, once the random sample can say so. words: the campaign's own terms. executor: see
    compared.
    """
    rows = split_rows(by_opinion, decisions)
    sorted_by_people = aspects_by_text(rows, decisions)
    told = {
        with_subject(subject, text): aspect for (subject, text), aspect in sorted(sorted_by_people.items())
    }
    duplicates, suspected = compared(rows, words, executor)
    studied, learned = _learnt(rows, aspects, told)
    same = {comparable(text): aspect for text, aspect in told.items()}
    found = propose_aspects(rows, aspects, learned, same, executor)
    accuracy = None
    audit = Audit((), (), frozenset())
    if studied and learned:
        drawn, answers = _drawable(rows, duplicates), _answers(rows, decisions)
        audit = audit_of(drawn, answers)
        accuracy = _accuracy(studied, told, drawn, answers, audit, found, target)
        found = abstaining(found, accuracy.threshold) if accuracy.threshold is not None else found
    whole = {said.about[0] for said in in_force(decisions).values() if said.kind == SPLIT}
    unsplit = rows[[str(number).rpartition("-")[0] not in whole for number in rows["意见ID"]]]
    proposals = Proposals(duplicates, suspected, found, propose_splits(unsplit), audit)
    return Suggestions(rows, proposals, accuracy)


def _learnt(
    rows: pd.DataFrame, aspects: Taxonomy, told: Mapping[str, str]
) -> tuple[Study | None, Learned | None]:
    from kit.opinions.proposing.classifier import learn, study  # noqa: PLC0415 - scikit-learn takes a second to import

    names: dict[str, list[str]] = {}
    for aspect in aspects.aspects:
        if aspect != aspects.personal:  # what an opinion on one person says does not tell that it is one
            called = (*names_of_aspect(aspect), *aspect.keywords)
            names.setdefault(label(aspect.name, aspect.detail), []).extend(called)
    for said in sorted(set(told.values())):
        names.setdefault(said, said.split("·"))
    studied = study(_said(rows).values(), names)
    return studied, learn(studied, told) if studied else None


def _said(rows: pd.DataFrame) -> dict[str, str]:
    """Return what each opinion says, its subject (主题) with it, by 意见ID; none that says nothing."""
    subjects = rows["主题"] if "主题" in rows else [""] * len(rows)
    return {
        str(number): with_subject(subject if isinstance(subject, str) else "", text)
        for number, text, subject in zip(rows["意见ID"], rows["原文"], subjects, strict=True)
        if isinstance(text, str) and not holds_no_opinion(text)
    }


def _drawable(rows: pd.DataFrame, duplicates: pd.DataFrame) -> dict[str, str]:
    """Return what each opinion says that the machine has to sort, each text once, by 意见ID.

    Not among them: what the meeting sorted, what names a person, what another opinion stands for.
    """
    represented = set(map(str, duplicates["意见ID"])) if len(duplicates) else set()
    for column in {"方面", "指向人"} & set(rows.columns):
        represented |= {
            str(number)
            for number, cell in zip(rows["意见ID"], rows[column], strict=True)
            if isinstance(cell, str) and cell
        }
    once: dict[str, tuple[str, str]] = {}
    for number, text in sorted(_said(rows).items()):
        if number not in represented:
            once.setdefault(comparable(text), (number, text))
    return dict(once.values())


def _answers(rows: pd.DataFrame, decisions: Sequence[Decision]) -> dict[str, str]:
    """Return what people decided on the aspect of each opinion, by 意见ID; of the text that it has now."""
    holding, found = in_force(decisions), {}
    for number, text in zip(rows["意见ID"], rows["原文"], strict=True):
        said = holding.get((ASPECT, (str(number),)))
        if said and isinstance(text, str) and said.seen == verbatim_code(text):
            found[str(number)] = said.answer
    return found


def _accuracy(  # noqa: PLR0913, PLR0917 - all that the sample is compared with
    studied: Study,
    told: Mapping[str, str],
    drawn: Mapping[str, str],
    answers: Mapping[str, str],
    audit: Audit,
    found: pd.DataFrame,
    target: float,
) -> Accuracy:
    """Return how far the model can be trusted; an opinion without an aspect (作废) it would sort wrongly."""
    from kit.opinions.proposing.classifier import held_out  # noqa: PLC0415 - scikit-learn takes a second to import

    unseen = held_out(studied, told) if audit.counted else {}
    guessed = {comparable(text): guess for text, guess in unseen.items()}
    proposed = dict(zip(map(str, found["意见ID"]), found["把握"], strict=True))
    confidence, known = np.zeros(len(drawn)), np.full(len(drawn), LEFT, dtype=np.int64)
    for at, (number, text) in enumerate(drawn.items()):
        guess = guessed.get(comparable(text))
        confidence[at] = guess.confidence if guess else proposed.get(number, 0.0)
        if number in answers:
            known[at] = RIGHT if guess and guess.aspect == answers[number] else WRONG
    return accuracy_of(audit, tuple(drawn), confidence, known, target)


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
