"""Collecting what has to be asked and said while a file is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.model.finding import Finding, Level
from kit.opinions.importing.reading.export import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.model.fact import Place


RULE = "opinions.import"


@dataclass
class Inquiry:
    """The answers a person gave, and the questions and findings of this reading.

    answers: by the id of a question, or by its topic for all questions of that topic.
    accept: take every proposal as answered.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    accept: bool = False
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)  # answers that were used, by the id of their question

    def said(self, topic: str, place: Place | None = None) -> str | None:
        """Return the answer for a place, else for the topic, else None."""
        found = self.answers.get(f"{place}：{topic}", self.answers.get(topic))
        if found is not None and place is not None:
            self.given[f"{place}：{topic}"] = found.strip()
        return None if found is None else found.strip()

    def ask(
        self,
        topic: str,
        place: Place,
        problem: str,
        proposal: str,
        choices: tuple[str, ...] = (),
        holds_back: str = "",
    ) -> str | None:
        """Return the answer, or None and remember the question."""
        answer = self.said(topic, place)
        if answer is not None and (not choices or answer in choices):
            return answer
        if self.accept and proposal:
            self.given[f"{place}：{topic}"] = proposal
            self.note("info", place, f"{problem}。照建议“{proposal}”办了", "不对就改答复再导入")
            return proposal
        said = f"{problem}（答的“{answer}”不在可答的里面）" if answer else problem
        self.questions.append(
            Question(f"{place}：{topic}", topic, place, said, proposal, choices, holds_back)
        )
        return None

    def note(self, level: Level, place: Place, problem: str, remedy: str, rule: str = RULE) -> None:
        """Remember a finding."""
        self.findings.append(Finding(rule, level, place, problem, remedy))
