"""Recognising the parts of a document (标题 主送 正文 …) in documents the kit did not make."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.word.layout.styles import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.reading.records import ParagraphForm, Role

STYLED: dict[str, Role] = {
    "公文标题": "标题", "title": "标题", "副标题": "题注", "subtitle": "题注", "题注": "题注",
    "称谓": "主送", "主送": "主送", "一级": "一级", "二级": "二级", "三级": "三级", "四级": "四级",
    "附件说明": "附件说明", "署名": "署名", "成文日期": "成文日期", "附注": "附注", "附件标识": "附件标识",
    "附件标题": "附件标题", "红头": "版头", "红线": "版头", "发文字号": "发文字号", "抄送": "版记",
    "印发": "版记", "表题": "其他", "表注": "其他", "垫段": "空",
}  # fmt: skip
_OWN = frozenset(STYLED) - {"title", "subtitle"}
_NUMERAL = "一二三四五六七八九十百"
_SERIAL = re.compile(r"\S{1,15}[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*\d+\s*号")
_DATE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    rf"|[〇○零{_NUMERAL}]{{4}}年[{_NUMERAL}]+月[{_NUMERAL}]+日|[\[【]日期[\]】]"
)
_ATTACHED = re.compile(r"附件[：:]")
_ATTACHMENT = re.compile(r"附\s*件\s*\d{0,2}[：:]?")
_LISTED = re.compile(r"\d{1,2}[.．、](?!\d)")
_NOTE = re.compile(r"（.+）|\(.+\)", re.DOTALL)
_LEVELS: dict[Role, re.Pattern[str]] = {
    "一级": re.compile(rf"[{_NUMERAL}]+、"),
    "二级": re.compile(rf"[（(][{_NUMERAL}]+[）)]"),
    "三级": re.compile(r"\d{1,2}[.．](?!\d)"),  # not 3.5米, not 2026.04.20
    "四级": re.compile(r"[（(]\d{1,2}[）)]"),
}
_IMPRINT = re.compile(r"(?:主送|抄送|抄报|印发)[：:]|.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发")
HEADING = 40  # characters: a longer numbered paragraph is body text that begins with a number
_TITLE, _RECIPIENTS, _ORGAN = 60, 200, 30
_LEAD = 15  # paragraphs that may stand before the body


def with_roles(paragraphs: Sequence[ParagraphForm]) -> tuple[ParagraphForm, ...]:
    """Return the paragraphs with the part of the document that each of them is."""
    roles = {paragraph.number: _plain(paragraph) for paragraph in paragraphs}
    outside = [paragraph for paragraph in paragraphs if roles[paragraph.number] not in ("表格", "空")]
    roles |= dict(_lead(outside, roles))
    roles |= dict(_end(outside, roles))
    return tuple(replace(paragraph, role=roles[paragraph.number]) for paragraph in paragraphs)


def _plain(paragraph: ParagraphForm) -> Role:
    """Return what a paragraph is by its style and its own text."""
    text = paragraph.text.strip()
    styled = STYLED.get(_chinese(paragraph.style))
    if paragraph.is_in_table:
        return "版记" if styled == "版记" else "表格"
    if not text:
        return "版头" if styled == "版头" else "空"
    if styled and _chinese(paragraph.style) in _OWN:
        return styled
    if _SERIAL.fullmatch(text):
        return "发文字号"
    if _IMPRINT.match(text):
        return "版记"
    return _numbered(text)


def _chinese(name: str) -> str:
    lower = name.lower()
    return next((own for own, built_in in BUILT_IN.items() if built_in.lower() == lower), lower)


def _numbered(text: str) -> Role:
    """Return the level of a heading that stands alone, or whose sentence ends within its first words."""
    for role, pattern in _LEVELS.items():
        if found := pattern.match(text):
            return role if _is_heading(text[found.end() :], role) else "正文"
    return "正文"


def _is_heading(rest: str, role: Role) -> bool:
    if len(rest) <= HEADING:
        return bool(rest) and rest[-1] not in "，；：,;:" and "。" not in rest[:-1]
    return role in ("一级", "二级") and "。" in rest[:HEADING] and "，" not in rest.partition("。")[0]


def heading_part(paragraph: ParagraphForm) -> str:
    """Return the words of a heading paragraph that are the heading: all of it, or its first sentence."""
    first, mark, rest = paragraph.text.partition("。")
    return first + mark if rest.strip() else paragraph.text


def _lead(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[tuple[int, Role]]:
    """Yield the roles of what stands before the body: title, note under it, recipients."""
    lead = list(_before_body(paragraphs, roles))
    titles = _titles(lead, roles)
    for paragraph in titles:
        yield paragraph.number, "标题"
    last = titles[-1].number if titles else 0
    for paragraph in lead:
        if paragraph in titles or roles[paragraph.number] != "正文":
            continue
        if paragraph.number < last:
            yield paragraph.number, "版头"
        elif _is_address(paragraph):
            yield paragraph.number, "主送"
        elif paragraph.align == "center" or _is_short_note(paragraph):
            yield paragraph.number, "题注"


def _before_body(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[ParagraphForm]:
    """Yield paragraphs until the first sentence, heading or salutation, that one included."""
    for paragraph in paragraphs[:_LEAD]:
        role, text = roles[paragraph.number], paragraph.text.strip()
        if role in ("一级", "二级", "三级", "四级", "附件说明", "附件标识"):
            return
        if role == "正文" and not _is_address(paragraph) and ("。" in text or len(text) > _TITLE):
            return
        yield paragraph
        if role == "主送" or (role == "正文" and _is_address(paragraph)):
            return


def _is_address(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    return text.endswith(("：", ":")) and len(text) <= _RECIPIENTS and "。" not in text


def _is_short_note(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    return bool(_NOTE.fullmatch(text) or _DATE.fullmatch(text))


def _titles(lead: Sequence[ParagraphForm], roles: dict[int, Role]) -> list[ParagraphForm]:
    """Return the lines of the title: styled so, or the largest centred ones, one after another."""
    styled = [one for one in lead if roles[one.number] == "标题" or one.style.lower() == "title"]
    if styled:
        return styled
    likely = [one for one in lead if roles[one.number] == "正文" and _may_be_title(one)]
    if not likely:
        return []
    largest = max(one.size for one in likely)
    chosen = [one for one in likely if one.size == largest]
    return chosen[: _neighbours(chosen)]


def _may_be_title(paragraph: ParagraphForm) -> bool:
    text = paragraph.text.strip()
    is_red = any(run.colour not in ("AUTO", "000000") for run in paragraph.runs)
    fits = len(text) <= _TITLE and "。" not in text and not text.endswith(("：", ":"))
    return paragraph.align == "center" and fits and not is_red and not _is_short_note(paragraph)


def _neighbours(chosen: Sequence[ParagraphForm]) -> int:
    count = 1
    while count < len(chosen) and chosen[count].number == chosen[count - 1].number + 1:
        count += 1
    return count


def _end(paragraphs: Sequence[ParagraphForm], roles: dict[int, Role]) -> Iterator[tuple[int, Role]]:
    """Yield the roles of what stands behind the body: attachments, organ, date, note."""
    previous: ParagraphForm | None = None
    listing = False
    for paragraph in paragraphs:
        text, role = paragraph.text.strip(), roles[paragraph.number]
        listing = bool(_ATTACHED.match(text)) or (listing and bool(_LISTED.match(text)))
        if role not in ("正文", "三级"):
            pass
        elif listing:
            yield paragraph.number, "附件说明"
        elif _ATTACHMENT.fullmatch(text):
            yield paragraph.number, "附件标识"
        elif _DATE.fullmatch(text):
            yield paragraph.number, "成文日期"
            if previous is not None and _is_organ(previous, roles):
                yield previous.number, "署名"
        elif previous is not None and _is_note_after(paragraph, previous):
            yield paragraph.number, "附注"
        previous = paragraph


def _is_organ(paragraph: ParagraphForm, roles: dict[int, Role]) -> bool:
    text = paragraph.text.strip()
    return roles[paragraph.number] == "正文" and len(text) <= _ORGAN and "。" not in text


def _is_note_after(paragraph: ParagraphForm, previous: ParagraphForm) -> bool:
    return bool(_NOTE.fullmatch(paragraph.text.strip()) and _DATE.fullmatch(previous.text.strip()))
