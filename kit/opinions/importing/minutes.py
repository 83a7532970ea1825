"""Meeting notes (.docx, .txt): numbered items and speakers' paragraphs, under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.docx import (
    ANSWERED_MAIL,
    CLOSING,
    HEADING,
    PARAGRAPHS,
    SHORTEST_OPINION,
    MinutesParagraph,
    is_about_meeting,
    paragraph_of,
)
from kit.opinions.importing.reading.records import USER, Records, channel_of, read_records
from kit.opinions.importing.reading.rows import is_opinion
from kit.opinions.importing.reading.table import Shape

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import Inquiry, SheetReading
    from kit.opinions.importing.reading.table import RawTable


WHEN = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}[-./]\d{1,2}[-./]\d{1,2}")
GOES_ON = re.compile(r"[:：]\s*\S")
TITLE = re.compile(
    r"(?:记录|纪要|汇总|情况|意见|建议|清单|发言|材料|整理稿?|座谈会|会议|表|单|卷|函|稿)\s*(?:[（(][^（()）]*[)）])?\s*$"
)
LONGEST_HEADING, SHOWN = 30, 5
EACH, LEAVE_OUT = "每段各算一条", "不登记"


@dataclass
class Notes:
    """What was found in the paragraphs."""

    items: list[MinutesParagraph] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # of each item: the headings it stands under
    loose: list[MinutesParagraph] = field(default_factory=list)  # neither numbered nor spoken by anybody
    loose_titles: list[str] = field(default_factory=list)
    aside: list[MinutesParagraph] = field(
        default_factory=list
    )  # short lines without a full stop: titles, signatures
    goes_on: bool = False  # whether a loose paragraph stands right below a speaker's
    when: str = ""


def claim(table: RawTable) -> str | None:
    """Return why this is a text: it comes from a Word document or a plain text."""
    if table.grid.sheet != PARAGRAPHS or table.labels != HEADING:
        return None
    return "是一段一段的文字，按编号和发言人分条"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return one opinion for each numbered item or speaker's paragraph; loose paragraphs are asked about."""
    notes = _notes([paragraph_of(number, row) for number, row in table.body])
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


def _notes(paragraphs: list[MinutesParagraph]) -> Notes:
    notes, path = Notes(), dict[int, str]()
    for number, paragraph in enumerate(paragraphs):
        if ANSWERED_MAIL.match(paragraph.text):  # below stands what is answered, somebody else's words
            notes.aside += [other for other in paragraphs[number:] if other.text.strip()]
            break
        if not notes.items and not notes.when and (day := WHEN.search(paragraph.text)):
            notes.when = day[0]
        if is_about_meeting(paragraph.text) or not paragraph.text.strip():
            continue
        if _is_heading(paragraph, paragraphs[number + 1 :]):
            level = paragraph.level or 0
            path = {known: title for known, title in path.items() if known < level}
            path[level] = paragraph.text.strip(" 　。:：")
        else:
            _keep(notes, paragraph, "／".join(path.values()))
    return notes


def _keep(notes: Notes, paragraph: MinutesParagraph, title: str) -> None:
    is_closed = bool(CLOSING.search(paragraph.text))
    if paragraph.level is not None or paragraph.speaker:
        notes.items.append(paragraph)
        notes.titles.append(title)
    elif is_closed or (notes.items and len(paragraph.text.strip()) >= SHORTEST_OPINION):
        notes.goes_on |= bool(notes.items and notes.items[-1].speaker)
        notes.loose.append(paragraph)
        notes.loose_titles.append(title)
    else:
        notes.aside.append(paragraph)


def _is_heading(paragraph: MinutesParagraph, rest: list[MinutesParagraph]) -> bool:
    """Return whether a numbered line only announces what stands below: short, deeper items next."""
    if paragraph.level is None or paragraph.speaker or len(paragraph.text.strip()) > LONGEST_HEADING:
        return False
    below = next((other for other in rest if other.text.strip()), None)
    if below is None or CLOSING.search(paragraph.text):
        return False
    deeper = below.level is not None and below.level > paragraph.level
    return deeper or bool(below.speaker and below.level is None and not GOES_ON.search(paragraph.text))


def _with_loose(notes: Notes, table: RawTable, inquiry: Inquiry) -> tuple[list[MinutesParagraph], list[str]]:
    """Return items and titles in the order of the text, loose paragraphs among them if a person says so.

    Where nothing else is in the text, every line but a title is asked about.
    """
    loose = list(zip(notes.loose, notes.loose_titles, strict=True))
    aside = notes.aside
    if not notes.items and not loose:
        titled = [paragraph for paragraph in aside[:1] if TITLE.search(paragraph.text)]
        loose, aside = [(paragraph, "") for paragraph in aside[len(titled) :]], titled
    loose = [(paragraph, title) for paragraph, title in loose if is_opinion(paragraph.text)]
    items, titles = list(notes.items), list(notes.titles)
    if loose:
        numbers = "、".join(str(paragraph.row) for paragraph, _ in loose[:SHOWN])
        answer = inquiry.ask(
            "段落",
            table.place(),
            f"第{numbers}段等 {len(loose)} 段没有编号，也没有发言人，看不出是不是意见",
            LEAVE_OUT if items and not notes.goes_on else EACH,
            (EACH, LEAVE_OUT),
            f"这 {len(loose)} 段",
        )
        if answer == EACH:
            items += [paragraph for paragraph, _ in loose]
            titles += [title for _, title in loose]
    _note_aside(aside, table, inquiry)
    order = sorted(range(len(items)), key=lambda at: items[at].row)
    return [items[at] for at in order], [titles[at] for at in order]


def _note_aside(aside: list[MinutesParagraph], table: RawTable, inquiry: Inquiry) -> None:
    """Say which lines nobody was asked about, so that none is passed over in silence."""
    if aside:
        shown = "、".join(str(paragraph.row) for paragraph in aside[:SHOWN])
        more = f" 等 {len(aside)} 段" if len(aside) > SHOWN else " 段"
        problem = f"第 {shown}{more}短，又没有句号，像标题、署名，没有当意见"
        inquiry.note("info", table.place(), problem, "里面有意见的，请在句末加句号，再导入", "opinions.aside")


SHAPE = Shape("meeting_notes", "会议记录", 5, claim, read)


SHAPES = (SHAPE,)
