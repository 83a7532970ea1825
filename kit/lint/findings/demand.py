"""A demand of the standard, and the finding that it was not met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.lint.findings.form import FormFinding, FormPlace, level_of, requirement, shortened
from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm, ParagraphForm
    from kit.nouns.finding import Level
    from kit.word.profiles import Strength

_SIZES = {
    84: "初号", 72: "小初", 52: "1号", 48: "小1号", 44: "2号", 36: "小2号", 32: "3号", 30: "小3号", 28: "4号",
    24: "小4号", 21: "5号", 18: "小5号",
}  # fmt: skip


@dataclass(frozen=True)
class Demand:
    """What one rule asks for, where that is laid down, and what to do where it was not met."""

    rule: str
    clause: str
    strength: Strength
    expected: str
    remedy: str
    fixable: bool = True

    def broken(
        self, place: FormPlace, problem: str, measured: str, level: Level | None = None
    ) -> FormFinding:
        """Return the finding; level: only where it is not the one that goes with the strength."""
        return FormFinding(
            self.rule,
            level or level_of(self.strength),
            place,
            problem,
            f"{requirement(self.strength, self.expected, self.clause)}，{self.remedy}",
            self.clause,
            self.strength,
            measured,
            self.expected,
            self.fixable,
        )


def at(document: DocumentForm, paragraph: ParagraphForm) -> FormPlace:
    """Return the place of a paragraph."""
    return FormPlace(document.file, paragraph=paragraph.number, quote=shortened(paragraph.text.strip()))


def within(document: DocumentForm, paragraph: ParagraphForm, span: tuple[int, int]) -> FormPlace:
    """Return the place of some words of a paragraph."""
    start, end = span
    quote = shortened(paragraph.text[start:end])
    return FormPlace(document.file, paragraph=paragraph.number, quote=quote, start=start, end=end)


def in_section(document: DocumentForm, number: int) -> FormPlace:
    """Return the place of a section, or the file where it has only one."""
    return FormPlace(document.file, section=number if len(document.sections) > 1 else None)


def mm(twips: float) -> str:
    """Return a length as a page setup shows it.

    >>> mm(2098)
    '37毫米'
    """
    return f"{round(twips / TWIPS_PER_MM, 1):g}毫米"


def size_name(half_points: float) -> str:
    """Return a type size by its Chinese name, or in points.

    >>> size_name(32), size_name(33)
    ('3号', '16.5磅')
    """
    return _SIZES.get(int(half_points)) or f"{half_points / 2:g}磅"
