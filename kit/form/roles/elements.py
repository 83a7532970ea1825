"""Recognising the parts of a document (标题 主送 正文 …) in documents the kit did not make.

The line of a signer whose stamp (签名章) stands under an order or a proposal (GB/T 9704 7.3.5.3).

What the attachment note and the attachments' heads say: numbers and titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING

from kit.docx.writing.styles import BUILT_IN
from kit.form.roles.lead import lead_roles, role_in_head, tail_roles
from kit.form.roles.shapes import (
    ADDRESSEE_IN_IMPRINT,
    DETACHED,
    IMPRINT,
    LEVELS,
    OPEN_TAG,
    SERIAL,
    TABLE_NOTE,
    TYPED_RULE,
    is_reddish,
    may_be_stamped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.docx.reading.form import DocumentForm, ParagraphForm, Role


STYLED: dict[str, Role] = {
    "公文标题": "标题", "title": "标题", "副标题": "题注", "subtitle": "题注", "题注": "题注",
    "称谓": "主送", "主送": "主送", "一级": "一级", "二级": "二级", "三级": "三级", "四级": "四级",
    "附件说明": "附件说明", "署名": "署名", "成文日期": "成文日期", "附注": "附注", "附件标识": "附件标识",
    "附件标题": "附件标题", "红头": "标志", "红线": "红线", "发文字号": "发文字号", "抄送": "版记",
    "印发": "版记", "表题": "表题", "表注": "其他", "垫段": "空",
}  # fmt: skip
_OWN = frozenset(STYLED) - {"title", "subtitle"}
_CAPTION = re.compile(r"[图表]\s*\d+(?:[-.]\d+)?(?:[\s：:].{0,40})?")
_NUMBERED = re.compile(r"号|\d{4}[〕\]】）)］]")
_ISSUE = re.compile(r"第.+期")  # a bulletin has its issue in the place of the number, filled in or not
HEADING = 40  # characters: a longer numbered paragraph is body text that begins with a number


def with_roles(paragraphs: Sequence[ParagraphForm]) -> tuple[ParagraphForm, ...]:
    """Return the paragraphs with the part of the document that each of them is."""
    roles = {paragraph.number: _plain(paragraph) for paragraph in paragraphs}
    roles |= dict(_by_neighbours(paragraphs, roles))
    outside = [
        paragraph
        for paragraph in paragraphs
        if roles[paragraph.number] not in ("表格", "空") and not paragraph.is_boxed
    ]
    roles |= dict(lead_roles(outside, roles))
    roles |= dict(tail_roles(outside, roles))
    return tuple(replace(paragraph, role=roles[paragraph.number]) for paragraph in paragraphs)


def _by_neighbours(
    paragraphs: Sequence[ParagraphForm], roles: Mapping[int, Role]
) -> Iterator[tuple[int, Role]]:
    """Yield notes under a table, and the items of a list that look like headings: ； goes before them."""
    shown = [one for one in paragraphs if one.text.strip()]
    for before, paragraph in pairwise(shown):
        role = roles[paragraph.number]
        if role in LEVELS and before.text.rstrip().endswith(("；", ";")):
            yield paragraph.number, "正文"
        elif role == "正文" and before.is_in_table and TABLE_NOTE.match(paragraph.text.strip()):
            yield paragraph.number, "其他"


def _plain(paragraph: ParagraphForm) -> Role:
    """Return what a paragraph is by its style and its own text."""
    text = paragraph.text.strip()
    name = _chinese(paragraph.style)
    styled = STYLED.get(name)
    if paragraph.is_in_table:
        return "版记" if styled == "版记" or IMPRINT.match(text) else "表格"
    if not text or OPEN_TAG.fullmatch(text):
        return "红线" if not text and _is_red_rule(paragraph) else "空"
    if styled and name in _OWN:
        is_number = _NUMBERED.search(text) and not _ISSUE.match(text)
        return "版头" if styled == "发文字号" and not is_number else styled
    return _by_words(paragraph, text)


def _by_words(paragraph: ParagraphForm, text: str) -> Role:  # noqa: PLR0911 - one line for each part that words tell
    if SERIAL.fullmatch(text):
        return "发文字号"
    if DETACHED.fullmatch(text):
        return "附件标识"
    if TYPED_RULE.fullmatch(text):
        return "红线" if is_reddish(paragraph.runs[0].colour) else "其他"
    if paragraph.is_boxed:
        return role_in_head(paragraph) or "其他"
    if IMPRINT.match(text) or ADDRESSEE_IN_IMPRINT.match(text):
        return "版记"
    if paragraph.align == "center" and _CAPTION.fullmatch(text):
        return "表题"
    return _numbered(text)


def _is_red_rule(paragraph: ParagraphForm) -> bool:
    return paragraph.rule is not None and is_reddish(paragraph.rule[0])


def _chinese(name: str) -> str:
    lower = name.lower()
    return next((own for own, built_in in BUILT_IN.items() if built_in.lower() == lower), lower)


def _numbered(text: str) -> Role:
    """Return the level of a heading that stands alone, or whose sentence ends within its first words."""
    for role, pattern in LEVELS.items():
        if found := pattern.match(text):
            return role if _is_heading(text[found.end() :], role) else "正文"
    return "正文"


def _is_heading(rest: str, role: Role) -> bool:
    first, stop, after = rest.partition("。")
    if len(first) > HEADING or not first:
        return False
    if after.strip() or stop:  # a sentence: a heading is one without commas
        return (role in ("一级", "二级") or not after.strip()) and "，" not in first
    return first[-1] not in "，；：,;:"


def heading_part(paragraph: ParagraphForm) -> str:
    """Return the words of a heading paragraph that are the heading: all of it, or its first sentence."""
    first, mark, rest = paragraph.text.partition("。")
    return first + mark if rest.strip() else paragraph.text


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


NOTE = re.compile(r"(?:附件[：:])?\s*(?:(\d{1,2})[.．、]\s*)?(.*)", re.DOTALL)
_LABEL = re.compile(r"附\s*件\s*(\d{0,2})")


def number_of_note(note: ParagraphForm) -> int | None:
    """Return the number of a line of the note, or None where it has none."""
    found = NOTE.fullmatch(note.text.strip())
    return int(found[1]) if found and found[1] else None


def number_of_label(label: ParagraphForm) -> int | None:
    """Return the number of an attachment's head, or None where it has none."""
    found = _LABEL.match(label.text.strip())
    return int(found[1]) if found and found[1] else None


def title_in_note(note: ParagraphForm) -> str:
    """Return the title of an attachment as a line of the note gives it."""
    found = NOTE.fullmatch(note.text.strip())
    return found[2] if found else ""


def title_under(document: DocumentForm, label: ParagraphForm) -> tuple[ParagraphForm, ...]:
    """Return the lines of the title under an attachment's head."""
    after = dropwhile(lambda one: one.role == "空", document.paragraphs[label.number :])
    return tuple(takewhile(lambda one: one.role == "附件标题", after))


def title_without_marks(title: str) -> str:
    """Return a title without the marks that are no part of it."""
    return re.sub(r"[\s《》。]", "", title)
