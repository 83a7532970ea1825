"""Keys to numbered answers (选项对照表): the questions and options of a survey by their words.

A key holds for the surveys of its own file; one that lies alone, for every survey without a key.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kit.model.table import SheetKind
from kit.sheets.headings import normalised_heading
from kit.sheets.surveying.codebooks import (
    CODE,
    KIND_ID,
    OPTION,
    QUESTION,
    WORDS,
    claim_codebook,
    reference_of,
)
from kit.sheets.surveying.words import SCORED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.model.survey import SurveyQuestion
    from kit.model.table import Sheets, Table


KIND = SheetKind(
    id=KIND_ID,
    code="S40",
    name="选项对照表",
    row="一题的一个选项",
    key="",
    day="",
    personal=(),
    columns=(),
    aliases=("编码表", "编码说明", "选项对照", "变量说明"),
    claim=claim_codebook,
)


@dataclass(frozen=True)
class Codebook:
    """The words of questions, and of their options by number; both by the question's reference or words."""

    words: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def options_of(self, question: SurveyQuestion) -> Mapping[str, str]:
        """Return the options of a question by number; nothing where the key has none."""
        return next((self.options[way] for way in _ways(question) if way in self.options), {})

    def worded(self, question: SurveyQuestion) -> SurveyQuestion:
        """Return a question that is only numbered with its words, and its numbered options with theirs."""
        options = self.options_of(question)
        own = next((self.words[way] for way in _ways(question) if self.words.get(way)), "")
        above = self.words.get(reference_of(question.number), "") if question.number else ""
        if not own and not options:
            return question
        if question.options:
            named = tuple(options.get(option.lstrip("RrAaCc"), option) for option in question.options)
            return replace(question, stem=above or own or question.stem, options=named)
        told = replace(question, **_kind(question, own, options))
        if question.sub and above:
            return replace(told, stem=above, sub=own or question.sub)
        return replace(told, stem=own or question.stem, sub="" if own else question.sub)


def _kind(question: SurveyQuestion, own: str, options: Mapping[str, str]) -> dict[str, Any]:
    """Return what a key tells of the kind: numbers that it names are options, those of a score a scale."""
    if options and question.kind in {"scale", "number"}:
        return {"kind": "single"}
    is_scale = question.is_coded and not options and SCORED.search(own)
    return {"kind": "scale", "is_coded": False} if is_scale else {}


def _ways(question: SurveyQuestion) -> tuple[str, ...]:
    """Return how a key may name a question: by its column, its number, its words."""
    by_column = reference_of(question.columns[0]) if len(question.columns) == 1 else ""
    by_number = "" if question.sub else reference_of(question.number)
    words = (question.columns[0], question.heading, question.sub, question.stem)
    return tuple(filter(None, (by_column, by_number, *map(normalised_heading, words))))


def codebook_for(table: Table, sheets: Sheets) -> Codebook:
    """Return the key to the numbers of a survey's sheet."""
    keys = sheets.of(KIND_ID)
    own = [key for key in keys if key.file == table.file]
    words: dict[str, str] = {}
    options: dict[str, dict[str, str]] = defaultdict(dict)
    for key in own or (keys if len(keys) == 1 else ()):
        for question, said, code, option in key.frame[[QUESTION, WORDS, CODE, OPTION]].itertuples(
            index=False
        ):
            for way in filter(None, (reference_of(question), normalised_heading(said))):
                words.setdefault(way, said)
                if code and option:
                    options[way].setdefault(code, option)
    return Codebook(words, options)
