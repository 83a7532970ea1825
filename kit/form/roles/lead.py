"""What stands before the body: the head of the first page, the title, the note under it, the recipients.

What stands behind the body: attachments, organ, date, note; and lists of those at a meeting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.form.roles.shapes import (
    ATTACHED,
    ATTACHMENT,
    BARE_DATE,
    COPY,
    DATE,
    DETACHED,
    INTRODUCING,
    LISTED,
    MARK,
    NOTE,
    ORDER,
    SECRECY,
    SERIAL,
    SIGNER,
    TITLE,
    URGENCY,
    is_black,
    is_reddish,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.docx.reading.form import ParagraphForm, Role


_TITLE, _RECIPIENTS = 60, 200
_LEAD = 15  # paragraphs that may stand before the body
MARK_SIZE = 44  # half points; the mark is larger than the title, or red
_LEVELS = ("一级", "二级", "三级", "四级")


def lead_roles(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[tuple[int, Role]]:
    """Yield the roles of what stands before the body."""
    lead = list(_before_body(paragraphs, roles))
    titles = _titles(lead, roles)
    for paragraph in titles:
        yield paragraph.number, "标题"
    last = titles[-1].number if titles else _end_of_head(lead, roles)
    for paragraph in lead:
        if paragraph in titles or roles[paragraph.number] != "正文":
            continue
        if role := _role_in_lead(paragraph, last):
            yield paragraph.number, role


def _end_of_head(lead: Sequence[ParagraphForm], roles: dict[int, Role]) -> int:
    """Return where the head ends though no title follows, as in an order: at its number."""
    return max((one.number for one in lead if roles[one.number] == "发文字号"), default=0)


def _role_in_lead(paragraph: ParagraphForm, last_title: int) -> Role | None:
    if paragraph.number < last_title:
        return role_in_head(paragraph) or "版头"
    if not last_title and ORDER.search(paragraph.text.strip()) and _is_mark(paragraph):
        return "标志"  # an order may have no title
    if SIGNER.match(paragraph.text.strip()):
        return "签发人"
    if _is_address(paragraph):
        return "主送"
    return "题注" if paragraph.align == "center" or _is_short_note(paragraph) else None


def role_in_head(paragraph: ParagraphForm) -> Role | None:
    """Return what a line at the head of the first page is by its words and its look."""
    text = "".join(paragraph.text.split())
    patterns: tuple[tuple[Role, bool], ...] = (
        ("份号", bool(COPY.fullmatch(text))),
        ("密级", bool(SECRECY.fullmatch(text))),
        ("紧急程度", bool(URGENCY.fullmatch(text))),
        ("签发人", bool(SIGNER.match(text))),
        ("标志", _is_mark(paragraph)),
    )
    return next((role for role, fits in patterns if fits), None)


def _is_mark(paragraph: ParagraphForm) -> bool:
    text = "".join(paragraph.text.split())
    is_red = any(is_reddish(run.colour) for run in paragraph.runs if run.text.strip())
    is_large = paragraph.size >= MARK_SIZE
    return is_large and (is_red or bool(MARK.fullmatch(text))) and not SERIAL.fullmatch(text)


def _before_body(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[ParagraphForm]:
    """Yield paragraphs until the first sentence, heading or salutation, that one included."""
    for paragraph in paragraphs[:_LEAD]:
        role, text = roles[paragraph.number], paragraph.text.strip()
        if role in (*_LEVELS, "附件说明", "附件标识"):
            return
        is_address = _is_address(paragraph) and not SIGNER.match(text)
        if role == "正文" and not is_address and ("。" in text or len(text) > _TITLE):
            return
        yield paragraph
        if role == "主送" or (role == "正文" and is_address):
            return


def _is_address(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    is_sentence = "。" in text or INTRODUCING.search(text)
    return text.endswith(("：", ":")) and len(text) <= _RECIPIENTS and not is_sentence


def _is_short_note(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    return bool(NOTE.fullmatch(text) or DATE.fullmatch(text))


def _titles(lead: Sequence[ParagraphForm], roles: dict[int, Role]) -> list[ParagraphForm]:
    """Return the lines of the title: styled so, or the largest centred ones, one after another."""
    styled = [one for one in lead if roles[one.number] == "标题" or one.style.lower() == "title"]
    if styled:
        return styled
    likely = [one for one in lead if roles[one.number] == "正文" and _may_be_title(one)]
    if not likely:
        return [one for one in lead if roles[one.number] == "正文" and TITLE.fullmatch(one.text.strip())][:1]
    largest = max(one.size for one in likely)
    chosen = [one for one in likely if one.size == largest]
    return chosen[: _neighbours(chosen)]


def _may_be_title(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    is_red = any(not is_black(run.colour) for run in paragraph.runs)
    fits = len(text) <= _TITLE and "。" not in text and not text.endswith(("：", ":"))
    is_mark = text.endswith("文件") and _is_mark(paragraph)
    return (
        paragraph.align == "center" and fits and not is_red and not is_mark and not _is_short_note(paragraph)
    )


def _neighbours(chosen: Sequence[ParagraphForm]) -> int:
    count = 1
    while count < len(chosen) and chosen[count].number == chosen[count - 1].number + 1:
        count += 1
    return count


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
