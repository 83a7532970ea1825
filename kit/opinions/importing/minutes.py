"""Meeting notes (.docx, .txt): numbered items and speakers' paragraphs, under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kit.opinions.importing.reading.export import nothing_read
from kit.opinions.importing.reading.paragraphs import (
    ABOUT,
    ANSWERED_MAIL,
    CHAIRS,
    CLOSING,
    DATE_ONLY,
    LED,
    LEVELS,
    MAIN,
    OPENING,
    SHORTEST_OPINION,
    SUMMARY,
    TODO,
    MinutesParagraph,
    chairs_named,
    is_about_meeting,
    is_paragraphs,
    name_alone,
    paragraph_of,
    section_of,
    speeches,
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
ANNOUNCES = re.compile(r"[:：]\s*$|点(?:要求|意见|希望|想法|建议)|(?:几|[二三四五两\d])点")
LONGEST_HEADING, SHOWN = 30, 5
EACH, LEAVE_OUT = "每段各算一条", "不登记"


@dataclass
class Notes:
    """What was found in the paragraphs."""

    items: list[MinutesParagraph] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # of each item: the headings it stands under
    loose: list[MinutesParagraph] = field(default_factory=list)  # neither numbered nor spoken by anybody
    loose_titles: list[str] = field(default_factory=list)
    summary: list[MinutesParagraph] = field(default_factory=list)
    aside: list[MinutesParagraph] = field(
        default_factory=list
    )  # short lines without a full stop: titles, signatures
    goes_on: bool = False  # whether a loose paragraph stands right below a speaker's
    when: str = ""
    chairs: list[str] = field(default_factory=list)
    led: bool = False  # whether the chair has the word
    announced: bool = False  # and said that points follow
    named: dict[int, str] = field(default_factory=dict)  # rows that hold no opinion, and why
    path: dict[int, str] = field(default_factory=dict)  # the headings above the line, by level
    section: str = MAIN  # the part of the minutes, and the level of the line that opened it
    section_level: int = len(LEVELS)


def claim(table: RawTable) -> str | None:
    """Return why this is a text: it comes from a Word document or a plain text."""
    if table.at or not is_paragraphs(table.grid):
        return None
    return "是一段一段的文字，按编号和发言人分条"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return one opinion for each numbered item or speaker's paragraph; loose paragraphs are asked about."""
    paragraphs = [paragraph_of(number, row) for number, row in table.body]
    return read_minutes(paragraphs, table, campaign, inquiry)


def read_minutes(
    paragraphs: list[MinutesParagraph], table: RawTable, campaign: Campaign, inquiry: Inquiry
) -> SheetReading:
    """Return the opinions of the paragraphs of minutes, wherever they were laid out."""
    notes = _notes(paragraphs)
    items, titles = _with_loose(notes, table, inquiry)
    channel = channel_of(table, inquiry) if items else ""
    if channel is None:
        return replace(nothing_read(), named=notes.named)
    columns = {
        "来源分类": titles,
        USER: [item.speaker for item in items],
        "登记日": [notes.when] * len(items),
    }
    rows, texts = [item.row for item in items], [item.text for item in items]
    records = Records(rows, texts, "段落", columns, notes.named)
    return read_records(table, records, channel, campaign, inquiry)


def _notes(paragraphs: list[MinutesParagraph]) -> Notes:
    notes = Notes()
    for number, paragraph in enumerate(paragraphs):
        if ANSWERED_MAIL.match(paragraph.text):  # below stands what is answered, somebody else's words
            notes.aside += [other for other in paragraphs[number:] if other.text.strip()]
            break
        if not notes.items and not notes.when and (day := WHEN.search(paragraph.text)):
            notes.when = day[0]
        said = _in_section(notes, paragraph)
        if said.text.strip() and not _tells_of_meeting(notes, said):
            _sort(notes, said, paragraphs[number + 1 :])
    return notes


def _in_section(notes: Notes, paragraph: MinutesParagraph) -> MinutesParagraph:
    """Return what a line says besides the part of the minutes it opens; a line as high closes the part."""
    opened = section_of(paragraph)
    if opened is None:
        if paragraph.level is not None and paragraph.level <= notes.section_level < len(LEVELS):
            notes.section, notes.section_level = MAIN, len(LEVELS)
        return paragraph
    notes.section, words = opened
    notes.section_level = len(LEVELS) if paragraph.level is None else paragraph.level
    notes.path = notes.path if notes.section in {MAIN, SUMMARY} else {}
    notes.named[paragraph.row] = notes.section
    return paragraph_of(paragraph.row, ("", words))


def _sort(notes: Notes, paragraph: MinutesParagraph, rest: list[MinutesParagraph]) -> None:
    """Put a line where it belongs: to a part that holds no opinions, to the headings, or to what was said."""
    if notes.section in {TODO, LED}:
        notes.named[paragraph.row] = notes.section
    elif _is_heading(paragraph, rest):
        level = paragraph.level or 0
        notes.path = {known: title for known, title in notes.path.items() if known < level}
        notes.path[level] = paragraph.text.strip(" 　。:：")
        notes.named.setdefault(paragraph.row, "标题")
    else:
        for speech in speeches(paragraph):
            _keep(notes, speech, "／".join(notes.path.values()))


def _tells_of_meeting(notes: Notes, paragraph: MinutesParagraph) -> bool:
    """Return whether a line tells of the meeting: where, who, when; how it began and ended."""
    if is_about_meeting(paragraph.text):
        notes.chairs += chairs_named(paragraph.text)
        notes.named[paragraph.row] = ABOUT
        return True
    if DATE_ONLY.fullmatch(paragraph.text):
        notes.named[paragraph.row] = "日期"
        return True
    if not paragraph.speaker and paragraph.level is None and OPENING.fullmatch(paragraph.text):
        notes.named[paragraph.row] = "开场、结束的话"
        return True
    return False


def _keep(notes: Notes, paragraph: MinutesParagraph, title: str) -> None:
    if _is_led(notes, paragraph):
        notes.named[paragraph.row] = LED
        return
    is_closed = bool(CLOSING.search(paragraph.text))
    if notes.section == SUMMARY:
        notes.summary.append(paragraph)
    elif paragraph.level is not None or paragraph.speaker:
        notes.items.append(paragraph)
        notes.titles.append(title)
    elif is_closed or (notes.items and len(paragraph.text.strip()) >= SHORTEST_OPINION):
        notes.goes_on |= bool(notes.items and notes.items[-1].speaker)
        notes.loose.append(paragraph)
        notes.loose_titles.append(title)
    else:
        notes.aside.append(paragraph)


def _is_led(notes: Notes, paragraph: MinutesParagraph) -> bool:
    """Return whether the chair says it: by name, or as what goes on below what he said."""
    if paragraph.speaker:
        name = name_alone(paragraph.speaker)
        is_chair = name in notes.chairs or bool(CHAIRS.search(name))
        notes.led = is_chair
        notes.announced = is_chair and bool(ANNOUNCES.search(paragraph.text))
        return is_chair
    return notes.led and (paragraph.level is None or notes.announced)


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
    fresh = _not_told_yet(notes, loose)
    items += fresh
    titles += [""] * len(fresh)
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


def _not_told_yet(notes: Notes, loose: list[tuple[MinutesParagraph, str]]) -> list[MinutesParagraph]:
    """Return the points of the summary that the text above does not hold already."""
    told = [_bare(one.text) for one in (*notes.items, *(paragraph for paragraph, _ in loose))]
    fresh = []
    for point in notes.summary:
        words = _bare(point.text)
        if not words or any(words in text or text in words for text in told):
            notes.named[point.row] = "小结里重复的"
        else:
            fresh.append(point)
    return fresh


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _note_aside(aside: list[MinutesParagraph], table: RawTable, inquiry: Inquiry) -> None:
    """Say which lines nobody was asked about, so that none is passed over in silence."""
    if aside:
        shown = "、".join(str(paragraph.row) for paragraph in aside[:SHOWN])
        more = f" 等 {len(aside)} 段" if len(aside) > SHOWN else " 段"
        problem = f"第 {shown}{more}短，又没有句号，像标题、署名，没有当意见"
        inquiry.note("info", table.place(), problem, "里面有意见的，请在句末加句号，再导入", "opinions.aside")


SHAPE = Shape("meeting_notes", "会议记录", 5, claim, read)


SHAPES = (SHAPE,)
