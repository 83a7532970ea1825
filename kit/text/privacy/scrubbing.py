"""Texts without the people they come from: what shared outputs may show (trust.md 2, opinions.md 3.5).

Everything found is replaced in full: a masked name such as 张*祥 still tells who it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.text.privacy import addresses, numbers
from kit.text.privacy import names as people
from kit.text.privacy.addresses import ADDRESS, address_spans
from kit.text.privacy.names import (
    NAME,
    ORDINARY,
    PersonNames,
    followed_spans,
    known_spans,
    people_named,
    told_spans,
)
from kit.text.privacy.numbers import HAN_DIGITS, number_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.text.privacy.numbers import TextSpan


__all__ = [
    "NOBODY",
    "PersonNames",
    "people_named",
    "scrubbed",
    "scrubbed_column",
    "scrubbing_version",
    "without_marks",
    "without_numbers",
]

NOBODY = PersonNames()
KINDS = (NAME, people.SELF, ADDRESS, *sorted({kind for kind, _, _ in numbers.PATTERNS}))
MARKED = re.compile(f"〔(?:{'|'.join(KINDS)})〕")
WIDE = {0xFF01 + number: 0x21 + number for number in range(0x5E)} | {0x3000: 0x20}
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―－−"), 0x2D)
NUMBERED = re.compile(  # else: no number
    rf"[@0-9]|[{HAN_DIGITS}](?:[ \-.·_/]{{0,2}}[{HAN_DIGITS}]){{9}}|[A-Za-z][\w\-]{{5}}"
)
FOLDED = WIDE | DASHES  # one character for one, so that places stay the same
HIDDEN = re.compile(  # characters nobody sees; they could split a number in two, or turn the line round
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def scrubbed(text: str, names: PersonNames = NOBODY) -> tuple[str, tuple[str, ...]]:
    """Return a text with what leads to a person replaced by its kind, and the kinds that were found.

    >>> scrubbed("我叫朱琦梦，电话13800138000，2009年投入120000元。")
    ('我叫〔姓名〕，电话〔电话〕，2009年投入120000元。', ('姓名', '电话'))
    """
    without, numbers = without_numbers(text)
    spans = [*known_spans(without, names), *told_spans(without, names), *address_spans(without)]
    clean, people = _replaced(without, spans)
    clean, followed = _replaced(clean, list(followed_spans(clean, names)))
    clean, again = _replaced(clean, list(known_spans(clean, _introduced(without, spans, names))))
    return clean, tuple(sorted({*numbers, *people, *followed, *again}))


def without_numbers(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without numbers that lead to a person, and their kinds; names in it stay.

    >>> without_numbers("张主任（13800138000）")
    ('张主任（〔电话〕）', ('电话',))
    """
    seen = HIDDEN.sub("", text)
    if not NUMBERED.search(folded := seen.translate(FOLDED)):
        return seen, ()
    clean, kinds = _replaced(seen, list(number_spans(folded)))
    return clean, tuple(sorted(kinds))


def _introduced(text: str, spans: list[TextSpan], names: PersonNames) -> PersonNames:
    """Return the names that a text gives away in one place, so that they go in every other place of it."""
    found = {text[start:end] for start, end, kind in spans if kind == NAME and "某" not in text[start:end]}
    return PersonNames(frozenset(found), names.functions) if found else NOBODY


def _replaced(text: str, spans: list[TextSpan]) -> tuple[str, set[str]]:
    """Return the text with every span replaced once; of two that overlap, the first looked for."""
    if not spans:
        return text, set()
    chosen: list[TextSpan] = []
    for start, end, kind in spans:
        if all(end <= other[0] or start >= other[1] for other in chosen):
            chosen.append((start, end, kind))
    pieces, at = [], 0
    for start, end, kind in sorted(chosen):
        pieces += [text[at:start], f"〔{kind}〕"]
        at = end
    return "".join([*pieces, text[at:]]), {kind for _, _, kind in chosen}


def without_marks(text: str) -> str:
    """Return a scrubbed text without the marks for what was taken out, so that they count as no words.

    >>> without_marks("我叫〔姓名〕，路灯不亮")
    '我叫，，路灯不亮'
    """
    return MARKED.sub("，", text) if "〔" in text else text


def scrubbed_column(texts: Iterable[str], names: PersonNames = NOBODY) -> tuple[list[str], list[str]]:
    """Return every text scrubbed, and beside it the kinds that were found, joined with 、."""
    texts_without, kinds = [], []
    for text in texts:
        clean, found = scrubbed(text, names)
        texts_without.append(clean)
        kinds.append("、".join(found))
    return texts_without, kinds


def scrubbing_version() -> str:
    """Return a text that is another one as soon as a rule is: a view made by older rules is made anew."""
    patterns = [pattern for _, pattern, _ in numbers.PATTERNS]
    patterns += [pattern for _, pattern in people.PATTERNS]
    patterns += [*addresses.PATTERNS, *numbers.NOTATIONS]
    patterns += [people.AFTER_SELF, people.SIGNED, HIDDEN]
    return "\n".join(pattern.pattern for pattern in patterns) + "".join(sorted(ORDINARY))
