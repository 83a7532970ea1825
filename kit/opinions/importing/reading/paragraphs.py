"""A paragraph of minutes: its list level, who speaks, and what is said, not a character of it lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.docx import LISTED
from kit.opinions.privacy.names import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*[一二三四五六七八九十]{1,3}[、.．]\s*",
        r"\s*[（(][一二三四五六七八九十]{1,3}[)）]\s*",
        r"\s*\d{1,3}(?:[、)）]|[.．](?!\d))\s*",
        r"\s*(?:[（(]\d{1,3}[)）]|[①-⑳])\s*",
        r"\s*(?:[•●○◆◇■□▪►➢✓※★☆]\s*|[-*—–－]{1,2}\s+|[答Aa]\s*[:：]\s*)",
    )
)
SPEAKER = re.compile(r"\s*([\u3400-\u9fff·]{2,16}?)\s*(?:[（(][^（()）]{1,30}[)）])?\s*[:：]\s*")
SAYS = re.compile(
    r"(?:同志|委员|代表)?(?:还|也)?(?:建议|认为|提出|表示|反映|说|谈到|指出|提议|发言|希望|要求)$"
)
ORDINAL = "第?[一二三四五六七八九十]{1,3}[是点条]?"
LABEL = re.compile(  # what stands before a colon and is part of the opinion, not somebody who speaks
    r"(?:意见|建议|问题|希望|要求|不足|原因|方面|工作|情况|措施|如下|例如|比如|理由|诉求|内容|事项|其中|目标|对策|打算|"
    rf"做法|表现|认为|提出|表示|反映|指出|提议|说|谈到)(?:{ORDINAL})?$|^(?:{ORDINAL}|首先|其次|再次|另外|最后|还有)$"
)
ABOUT_MEETING = re.compile(
    r"\s*(?:会议)?(?:时\s*间|日\s*期|地\s*点|主\s*持\s*人?|主持|参加人员?|参会人员?|出席人员?|出\s*席|列席人员?|列\s*席|缺\s*席|"
    r"记录人?|记\s*录|整理人?|议\s*题|主\s*题|会议名称|召集人|人员)\s*[:：]"
)
OF_MAIL = re.compile(
    r"\s*(?:发件人|收件人|寄件人|抄送|密送|主\s*题|发送时间|收件时间|发送日期|附\s*件|"
    r"from|to|cc|bcc|subject|date|sent|reply-to|attachments?)\s*[:：]|\s*[>＞]|\s*[问Q]\s*[:：]",
    re.IGNORECASE,
)
ANSWERED_MAIL = re.compile(r"\s*-{2,}\s*(?:原始邮件|回复的邮件|转发的邮件|original message)", re.IGNORECASE)
CLOSING = re.compile(r"[。；;！!？?…”]\s*$")
SHORTEST_OPINION = 8


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its list level (None without a number), the text behind the number, who speaks."""

    row: int
    level: int | None
    text: str
    speaker: str = ""


def paragraph_of(row: int, cells: Sequence[object]) -> Paragraph:
    """Return the paragraph that a row of a grid of paragraphs is."""
    text = str(cells[1] or "")
    for level, pattern in enumerate(LEVELS):
        if found := pattern.match(text):
            return _spoken(Paragraph(row, level, text[found.end() :]))
    return _spoken(Paragraph(row, len(LEVELS) if cells[0] == LISTED else None, text))


def is_about_meeting(text: str) -> bool:
    """Return whether a line tells of the meeting or of the mail, and nobody says it."""
    return bool(ABOUT_MEETING.match(text) or OF_MAIL.match(text))


def starts_anew(line: str) -> bool:
    """Return whether a line begins a paragraph of its own: numbered, spoken, or about the meeting."""
    if is_about_meeting(line) or any(pattern.match(line) for pattern in LEVELS):
        return True
    return bool(SPEAKER.match(line)) or line.startswith(("　", "  ", "\t"))


def _spoken(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph with its speaker apart from what was said.

    建议：… and 第一：… begin with no speaker: such a paragraph stays whole, and counts as an item.
    """
    found = None if is_about_meeting(paragraph.text) else SPEAKER.match(paragraph.text)
    if found is None or not paragraph.text[found.end() :].strip():
        return paragraph
    name = SAYS.sub("", found[1])
    is_short = len(paragraph.text) - found.end() < SHORTEST_OPINION
    if is_short and not looks_like_name(name) and not CLOSING.search(paragraph.text):
        return paragraph
    if name != found[1] and looks_like_name(name):
        return replace(paragraph, text=paragraph.text[found.end() :], speaker=name)
    if LABEL.search(found[1]):
        level = len(LEVELS) if paragraph.level is None else paragraph.level
        return replace(paragraph, level=level)
    said = paragraph.text[: found.end()].strip(" 　:：")
    return replace(paragraph, text=paragraph.text[found.end() :], speaker=said)
