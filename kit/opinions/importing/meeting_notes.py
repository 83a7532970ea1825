"""Meeting notes (.docx): numbered items and speakers' paragraphs, under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.docx import HEADING, LISTED, PARAGRAPHS
from kit.opinions.importing.reading.records import USER, Records, channel_of, read_records
from kit.opinions.importing.reading.rows import is_opinion
from kit.opinions.importing.reading.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.export import Part
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable

LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*[一二三四五六七八九十]{1,3}[、.．]\s*",
        r"\s*[（(][一二三四五六七八九十]{1,3}[)）]\s*",
        r"\s*\d{1,3}(?:[、)）]|[.．](?!\d))\s*",
        r"\s*(?:[（(]\d{1,3}[)）]|[①-⑳])\s*",
    )
)
SPEAKER = re.compile(r"\s*([\u3400-\u9fff·]{2,16}?)\s*(?:[（(][^（()）]{1,30}[)）])?\s*[:：]\s*")
ABOUT_MEETING = re.compile(
    r"\s*(?:会议)?(?:时\s*间|日\s*期|地\s*点|主\s*持\s*人?|主持|参加人员?|参会人员?|出席人员?|出\s*席|列席人员?|列\s*席|缺\s*席|"
    r"记录人?|记\s*录|整理人?|议\s*题|主\s*题|会议名称|召集人|人员)\s*[:：]"
)
WHEN = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-./]\d{1,2}[-./]\d{1,2}")
CLOSING = re.compile(r"[。；;！!？?…”]\s*$")
LONGEST_HEADING = 30
SHORTEST_OPINION = 8
EACH, LEAVE_OUT = "每段各算一条", "不登记"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its list level (None without a number), the text behind the number, who speaks."""

    row: int
    level: int | None
    text: str
    speaker: str = ""


@dataclass
class Notes:
    """What was found in the paragraphs."""

    items: list[Paragraph] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # of each item: the headings it stands under
    loose: list[Paragraph] = field(default_factory=list)  # neither numbered nor spoken by anybody
    loose_titles: list[str] = field(default_factory=list)
    when: str = ""


def claim(table: RawTable) -> str | None:
    """Return why this is a text: it comes from a Word document."""
    if table.grid.sheet != PARAGRAPHS or table.labels != HEADING:
        return None
    return "是 Word 文档里的段落，按编号和发言人分条"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return one opinion for each numbered item or speaker's paragraph; loose paragraphs are asked about."""
    notes = _notes([_paragraph(number, row) for number, row in table.body])
    items, titles = _with_loose(notes, table, inquiry)
    channel = channel_of(table, inquiry) if items else ""
    if channel is None:
        items, titles = [], []
    columns = {
        "来源分类": titles,
        USER: [item.speaker for item in items],
        "登记日": [notes.when] * len(items),
    }
    records = Records([item.row for item in items], [item.text for item in items], "段落", columns)
    return read_records(table, records, channel or "", campaign, inquiry)


def _paragraph(row: int, cells: Sequence[object]) -> Paragraph:
    text = str(cells[1] or "")
    for level, pattern in enumerate(LEVELS):
        if found := pattern.match(text):
            return _spoken(Paragraph(row, level, text[found.end() :]))
    return _spoken(Paragraph(row, len(LEVELS) if cells[0] == LISTED else None, text))


def _spoken(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph with its speaker apart from what was said."""
    found = None if ABOUT_MEETING.match(paragraph.text) else SPEAKER.match(paragraph.text)
    if found is None or len(paragraph.text) - found.end() < SHORTEST_OPINION:
        return paragraph
    said = paragraph.text[: found.end()].strip(" 　:：")
    return Paragraph(paragraph.row, paragraph.level, paragraph.text[found.end() :], said)


def _notes(paragraphs: list[Paragraph]) -> Notes:
    notes, path = Notes(), dict[int, str]()
    for number, paragraph in enumerate(paragraphs):
        if not notes.items and not notes.when and (found := WHEN.search(paragraph.text)):
            notes.when = found[0]
        if ABOUT_MEETING.match(paragraph.text) or not paragraph.text.strip():
            continue
        if _is_heading(paragraph, paragraphs[number + 1 :]):
            level = paragraph.level or 0
            path = {known: title for known, title in path.items() if known < level}
            path[level] = paragraph.text.strip(" 　。:：")
        else:
            _keep(notes, paragraph, "／".join(path.values()))
    return notes


def _keep(notes: Notes, paragraph: Paragraph, title: str) -> None:
    if paragraph.level is not None or paragraph.speaker:
        notes.items.append(paragraph)
        notes.titles.append(title)
    elif len(paragraph.text.strip()) >= SHORTEST_OPINION and (notes.items or CLOSING.search(paragraph.text)):
        notes.loose.append(paragraph)
        notes.loose_titles.append(title)


def _is_heading(paragraph: Paragraph, rest: list[Paragraph]) -> bool:
    """Return whether a numbered line only announces what stands below: short, deeper items next."""
    if paragraph.level is None or paragraph.speaker or len(paragraph.text.strip()) > LONGEST_HEADING:
        return False
    below = next((other for other in rest if other.text.strip()), None)
    if below is None or CLOSING.search(paragraph.text):
        return False
    deeper = below.level is not None and below.level > paragraph.level
    return deeper or bool(below.speaker and below.level is None)


def _with_loose(notes: Notes, table: RawTable, inquiry: Inquiry) -> tuple[list[Paragraph], list[str]]:
    """Return items and titles in the order of the text, loose paragraphs among them if a person says so."""
    loose = [at for at, paragraph in enumerate(notes.loose) if is_opinion(paragraph.text)]
    items, titles = list(notes.items), list(notes.titles)
    if loose:
        shown = "、".join(str(notes.loose[at].row) for at in loose[:5])
        answer = inquiry.ask(
            "段落",
            table.place(),
            f"第{shown}段等 {len(loose)} 段没有编号，也没有发言人，看不出是不是意见",
            EACH if not items else LEAVE_OUT,
            (EACH, LEAVE_OUT),
            f"这 {len(loose)} 段",
        )
        if answer == EACH:
            items += [notes.loose[at] for at in loose]
            titles += [notes.loose_titles[at] for at in loose]
    order = sorted(range(len(items)), key=lambda at: items[at].row)
    return [items[at] for at in order], [titles[at] for at in order]


SHAPE = Shape("meeting_notes", "会议记录（Word）", 5, claim, read)
