"""A slip of the pen: what stands where in a paragraph's text, against which rule, and what should stand."""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.form.rule import FormPlace, Repair, Rule, Sight, shortened

if TYPE_CHECKING:
    from kit.form.rule import FormFinding


HAN = r"[\u3400-\u9fff\uf900-\ufaff]"
_CONTEXT = 4  # characters shown on either side of a slip that is only a mark


@dataclass(frozen=True, kw_only=True)
class TextRule(Rule):
    """One rule about words, of which a breach is always said in the same way."""

    fix: tuple[Repair, ...] = ("words",)
    sees: tuple[Sight, ...] = ("words",)
    problem: str


@dataclass(frozen=True)
class WordingBreach:
    """One breach: the span in the text, and the words that would be right where a machine can tell."""

    rule: TextRule
    start: int
    end: int
    right: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's text as the rules see it."""

    text: str
    number: int = 1
    in_sentences: bool = True  # whole sentences, not a name, a heading or a table cell
    in_title: bool = False  # a line of the title, which may have several


Find = Callable[[Paragraph], Iterator[WordingBreach]]
FindAcross = Callable[[Sequence[Paragraph]], Iterator[tuple[Paragraph, WordingBreach]]]


def finding_of_slip(file: str, passage: Paragraph, slip: WordingBreach) -> FormFinding:
    """Return the finding of a slip; its place quotes the words and says where in the paragraph they stand."""
    rule, text = slip.rule, passage.text
    span = text[slip.start : slip.end]
    quote = span if len(span) > 1 else text[max(0, slip.start - _CONTEXT) : slip.end + _CONTEXT]
    place = FormPlace(file, paragraph=passage.number, quote=shortened(quote), start=slip.start, end=slip.end)
    demand = rule.asking(rule.title, by_hand=slip.right is None)
    return demand.broken(place, rule.problem, span)


_EXEMPT = re.compile(
    r"""
    (?:https?://|www\.)[^\s\u3000-\u9fff，。；）】”]+                     # web addresses
    |[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64})+  # e-mail
    |`[^`]*`|\{\{.*?\}\}|\{%.*?%\}                                    # code, blanks of a template
    |[A-Za-z0-9_.-]{1,120}\.(?:docx?|xlsx?|pptx?|pdf|txt|csv|zip|html?|py|json|toml|com|cn|org|net|gov)\b
    |(?<![A-Za-z/])[A-Za-z][A-Za-z/]*[ -]?\d[\w./:-]*  # codes: GB/T 9704-2012, A-1-2
    |(?<!\d)\d{3,4}-\d{7,8}(?!\d)|(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)
    |(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<![\d.])\d+(?:\.\d+){2,}
    |(?<![A-Za-z0-9'’])[A-Za-z][A-Za-z0-9'’]*(?:[ ,.;:()&/+-]+[A-Za-z0-9'’]+)+            # English
    """,
    re.VERBOSE,
)
_TITLES = re.compile(r"《[^《》]{0,200}(?:《[^《》]{0,200}》[^《》]{0,200}){0,5}》")


@dataclass(frozen=True)
class Exempt:
    """The spans of a text that the rules do not touch, and those whose inside they do not touch."""

    spans: tuple[tuple[int, int], ...]
    titles: tuple[tuple[int, int], ...]

    def covers(self, slip: WordingBreach) -> bool:
        """Return whether a slip touches an exempt span, or lies within a title that is quoted as it is."""
        at = bisect(self.spans, (slip.end - 1, sys.maxsize)) - 1
        if at >= 0 and slip.start < self.spans[at][1]:
            return True
        at = bisect(self.titles, (slip.start - 1, sys.maxsize)) - 1
        return at >= 0 and slip.end < self.titles[at][1]


def exempted(text: str) -> Exempt:
    """Return what Chinese numerals and punctuation do not rule: addresses, codes, English, titles.

    >>> text = "详见 www.example.cn/a,b，时间14:30"
    >>> [text[start:end] for start, end in exempted(text).spans]
    ['www.example.cn/a,b', '14:30']
    """
    return Exempt(
        tuple(found.span() for found in _EXEMPT.finditer(text)),
        tuple(found.span() for found in _TITLES.finditer(text)),
    )
