"""The line of a signer whose stamp (签名章) stands under an order or a proposal (GB/T 9704 7.3.5.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.lint.reading.kinds import may_be_stamped

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm, ParagraphForm

_LINE = re.compile(
    r"([^\s，。、；：]{0,20}(?:省长|市长|县长|区长|州长|盟长|旗长|乡长|镇长|部长|厅长|局长|院长|检察长|主席|总理|主任|司令员))"
    r"([ \u3000\t]*)"
    r"([^\s，。、；：]{1,4}(?:[ \u3000][^\s，。、；：]{1,2})?)?"
)


@dataclass(frozen=True)
class Stamped:
    """The signer's line, the date under it, the blanks between post and name, and the name that was typed."""

    line: ParagraphForm
    day: ParagraphForm
    blanks: str
    name: str  # nothing where the stamp is a picture


def stamped(document: DocumentForm) -> Stamped | None:
    """Return the signer's line of an order or a proposal, or None where it has none for sure."""
    days = document.of("成文日期")
    if len(days) != 1 or not may_be_stamped(document):
        return None
    before = next(
        (one for one in reversed(document.paragraphs[: days[0].number - 1]) if _is_shown(one)), None
    )
    found = _LINE.fullmatch(before.text.strip(" \u3000\t")) if before else None
    if before is None or found is None or not (found[3] or before.has_drawing):
        return None
    trailing = before.text.rstrip("\n")[len(before.text.rstrip()) :] if not found[3] else ""
    return Stamped(before, days[0], found[2] or trailing, found[3] or "")


def _is_shown(paragraph: ParagraphForm) -> bool:
    return bool(paragraph.text.strip()) and not paragraph.is_boxed
