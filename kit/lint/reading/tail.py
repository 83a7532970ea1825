"""What stands behind the body: attachments, organ, date, note; and lists of those at a meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.reading.shapes import ATTACHED, ATTACHMENT, BARE_DATE, DATE, DETACHED, LISTED, NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.reading.records import ParagraphForm, Role

_ORGAN = 30  # characters
_PRESENT = re.compile(r"(?:出\s*席|请\s*假|列\s*席)[：:]")


def tail_roles(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[tuple[int, Role]]:
    """Yield the roles of what stands behind the body."""
    previous: ParagraphForm | None = None
    listing = False
    for at, paragraph in enumerate(paragraphs):
        text, role = paragraph.text.strip(), roles[paragraph.number]
        listing = bool(ATTACHED.match(text)) or (listing and bool(LISTED.match(text)))
        if role not in ("正文", "三级"):
            pass
        elif listing:
            yield paragraph.number, "附件说明"
        elif ATTACHMENT.fullmatch(text):
            yield paragraph.number, "附件标识"
        else:
            yield from _end(paragraph, previous, paragraphs[:at], roles)
        previous = paragraph


def _end(
    paragraph: ParagraphForm,
    previous: ParagraphForm | None,
    before: Sequence[ParagraphForm],
    roles: dict[int, Role],
) -> Iterator[tuple[int, Role]]:
    text = paragraph.text.strip()
    if DATE.fullmatch(text) or (BARE_DATE.fullmatch(text) and paragraph.align in ("right", "end")):
        yield paragraph.number, "成文日期"
        yield from ((one.number, "署名") for one in _organs(before, roles))
    elif _PRESENT.match(text):
        yield paragraph.number, "名单"
    elif previous is not None and NOTE.fullmatch(text) and DATE.fullmatch(previous.text.strip()):
        yield paragraph.number, "附注"
    elif previous is not None and _is_attachment_title(paragraph, previous):
        yield paragraph.number, "附件标题"


def _organs(before: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[ParagraphForm]:
    """Yield the names above a date: the one before it, and further ones that stand at the right like it."""
    for at, paragraph in enumerate(reversed(before)):
        if not _is_organ(paragraph, roles) or (at and paragraph.align not in ("right", "end")):
            return
        yield paragraph


def _is_organ(paragraph: ParagraphForm, roles: dict[int, Role]) -> bool:
    text = paragraph.text.strip()
    return roles[paragraph.number] == "正文" and len(text) <= _ORGAN and "。" not in text


def _is_attachment_title(paragraph: ParagraphForm, previous: ParagraphForm) -> bool:
    label = previous.text.strip()
    is_label = bool(ATTACHMENT.fullmatch(label) or DETACHED.fullmatch(label))
    return is_label and paragraph.align == "center" and "。" not in paragraph.text
