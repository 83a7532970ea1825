"""A finding: a rule, the place it was broken at, what is wrong and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kit.nouns.place import Place

Level = Literal["error", "warning", "info"]
MARKS: dict[Level, str] = {"error": "✗", "warning": "⚠", "info": "·"}


@dataclass(frozen=True)
class Finding:
    """One thing a person should know; an error stops the drafts."""

    rule: str  # dotted English, stable
    level: Level
    place: Place
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return place, problem and remedy in one line."""
        return f"{self.place}：{self.problem}。{self.remedy}。"

    def as_json(self) -> dict[str, object]:
        """Return the fields of DESIGN 5."""
        return {
            "rule": self.rule,
            "level": self.level,
            "place": self.place.as_json(),
            "problem": self.problem,
            "remedy": self.remedy,
        }


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stop the drafts."""
    return tuple(finding for finding in findings if finding.level == "error")
