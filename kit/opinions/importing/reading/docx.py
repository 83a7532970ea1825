"""A .docx without python-docx: its paragraphs as one grid, each of its tables as another.

A paragraph of minutes: its list level, who speaks, and what is said, not a character of it lost.

A .txt as paragraphs, line by line, unless it is a table: sentences are never cut at their commas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kit.files.document import MAIN, read_document
from kit.files.parsing import walk
from kit.model.finding import WorkbookError
from kit.opinions.importing.reading.records import mapped
from kit.opinions.importing.reading.table import RawTable, readings
from kit.opinions.privacy.names import looks_like_name
from kit.sheets.delimited import decoded, read_delimited
from kit.sheets.grid import Grid, MergedRange, RawCell
from kit.sheets.headings import IGNORED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


PARAGRAPHS = "正文"  # the name of the grid of paragraphs; its row n is the n-th paragraph
HEADING = ("编号", "段落")
LISTED = "·"  # in column 编号: Word numbers the paragraph itself
Claimed = Callable[[RawTable], bool]


@dataclass
class _Table:
    rows: list[list[RawCell]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)  # column → first row of a vertical merge
    column: int = 0
    width: int = 1
    merge: str = ""
    words: list[str] = field(default_factory=list)


class _Walk:
    """One pass over the body; text boxes come once, deleted text does not come at all."""

    def __init__(self) -> None:
        self.paragraphs: list[list[RawCell]] = []
        self.tables: list[_Table] = []
        self.done: list[_Table] = []
        self.words: list[str] = []
        self.is_listed = self.in_text = False
        self.skipped = 0

    def start(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "Fallback" or self.skipped:
            self.skipped += 1
        elif tag == "p":
            self.words, self.is_listed = [], False
        elif tag == "t":
            self.in_text = True
        elif tag in {"tab", "br", "cr"}:
            self.words.append("\t" if tag == "tab" else "\n")
        elif tag == "numId":
            self.is_listed = marks.get("val") != "0"
        else:
            self._start_table_part(tag, marks)

    def _start_table_part(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "tbl":
            self.tables.append(_Table())
        elif self.tables and tag == "tr":
            self.tables[-1].rows.append([])
            self.tables[-1].column = 0
        elif self.tables and tag == "tc":
            table = self.tables[-1]
            table.width, table.merge, table.words = 1, "", []
        elif self.tables and tag == "gridSpan":
            self.tables[-1].width = min(max(int(marks.get("val", "1")), 1), 100)
        elif self.tables and tag == "vMerge":
            self.tables[-1].merge = marks.get("val", "continue")

    def text(self, words: str) -> None:
        if self.in_text and not self.skipped:
            self.words.append(words)

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif tag == "t":
            self.in_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc" and self.tables:
            _end_cell(self.tables[-1])
        elif tag == "tbl" and self.tables:
            self.done.append(self.tables.pop())

    def _end_paragraph(self) -> None:
        text = "".join(self.words)
        if self.tables:
            self.tables[-1].words.append(text)
        else:
            self.paragraphs.append([LISTED if self.is_listed and text.strip() else "", text])
        self.words = []


def _end_cell(table: _Table) -> None:
    row, first = len(table.rows), table.column + 1
    last = table.column + table.width
    text = "\n".join(table.words).strip("\n")
    table.rows[-1].extend([text, *[""] * (table.width - 1)])
    if table.merge == "restart":
        table.open[first] = row
    if table.merge == "continue" and first in table.open:
        top = table.open[first]
        table.merged = [span for span in table.merged if (span.first_row, span.first_column) != (top, first)]
        table.merged.append(MergedRange(top, first, row, last))
    elif table.width > 1:
        table.merged.append(MergedRange(row, first, row, last))
    table.column = last


def read_docx(path: Path) -> tuple[Grid, ...]:
    """Return the paragraphs of a document as one grid and each table as another.

    Raises WorkbookError if it cannot be read.
    """
    body = _Walk()
    walk([read_document(path, refusal=WorkbookError).parts[MAIN]], body.start, body.end, body.text)
    text = Grid(path.name, PARAGRAPHS, [list(HEADING), *body.paragraphs], first_row=0)
    tables = (_grid(table, path.name, number) for number, table in enumerate(body.done, 1))
    return (text, *tables)


def _grid(table: _Table, file: str, number: int) -> Grid:
    width = max(map(len, table.rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in table.rows]
    return Grid(file, f"第{number}个表格", rows, merged=tuple(sorted(table.merged)))


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
class MinutesParagraph:
    """One paragraph: its list level (None without a number), the text behind the number, who speaks."""

    row: int
    level: int | None
    text: str
    speaker: str = ""


def paragraph_of(row: int, cells: Sequence[object]) -> MinutesParagraph:
    """Return the paragraph that a row of a grid of paragraphs is."""
    text = str(cells[1] or "")
    for level, pattern in enumerate(LEVELS):
        if found := pattern.match(text):
            return _spoken(MinutesParagraph(row, level, text[found.end() :]))
    return _spoken(MinutesParagraph(row, len(LEVELS) if cells[0] == LISTED else None, text))


def is_about_meeting(text: str) -> bool:
    """Return whether a line tells of the meeting or of the mail, and nobody says it."""
    return bool(ABOUT_MEETING.match(text) or OF_MAIL.match(text))


def starts_anew(line: str) -> bool:
    """Return whether a line begins a paragraph of its own: numbered, spoken, or about the meeting."""
    if is_about_meeting(line) or any(pattern.match(line) for pattern in LEVELS):
        return True
    return bool(SPEAKER.match(line)) or line.startswith(("　", "  ", "\t"))


def _spoken(paragraph: MinutesParagraph) -> MinutesParagraph:
    """Return a paragraph with its speaker apart from what was said.

    建议：… and 第一：… begin with no speaker: such a paragraph stays whole, and counts as an item.
    """
    match = None if is_about_meeting(paragraph.text) else SPEAKER.match(paragraph.text)
    if match is None or not paragraph.text[match.end() :].strip():
        return paragraph
    name = SAYS.sub("", match[1])
    is_short = len(paragraph.text) - match.end() < SHORTEST_OPINION
    if is_short and not looks_like_name(name) and not CLOSING.search(paragraph.text):
        return paragraph
    if name != match[1] and looks_like_name(name):
        return replace(paragraph, text=paragraph.text[match.end() :], speaker=name)
    if LABEL.search(match[1]):
        level = len(LEVELS) if paragraph.level is None else paragraph.level
        return replace(paragraph, level=level)
    speaker = paragraph.text[: match.end()].strip(" 　:：")
    return replace(paragraph, text=paragraph.text[match.end() :], speaker=speaker)


LINE_END = re.compile(r"\r\n|\r|\n")
IN_SENTENCES = re.compile(r"[。！？；：!?;:]")
LEAST_CELLS, KNOWN_SHARE = 2, 0.5
NARROWEST, SLACK = 40, 6  # columns of a page whose lines were broken at a width; what a line may lack of it


def paragraphs_of(data: bytes, file: str, claimed: Claimed) -> Grid | None:
    """Return the lines of a text as paragraphs, row n is line n; None for a table. Raises WorkbookError.

    claimed: whether a site knows a table for its export.
    """
    text = decoded(data, file).removeprefix("\ufeff")
    if _is_table(text, data, file, claimed):
        return None
    rows: list[list[RawCell]] = [["", line] for line in _unbroken(LINE_END.split(text))]
    return Grid(file, PARAGRAPHS, [list(HEADING), *rows], first_row=0)


def _is_table(text: str, data: bytes, file: str, claimed: Claimed) -> bool:
    """Return whether tabs part the lines into as many cells each, or a line holds headings that are known."""
    lines = [line for line in LINE_END.split(text) if line.strip()]
    tabs = {line.count("\t") for line in lines}
    if len(lines) > 1 and len(tabs) == 1 and tabs != {0} and all(map(str.strip, lines[0].split("\t"))):
        return True
    return any(_has_known_headings(table, claimed) for table in readings(read_delimited(data, file)))


def _has_known_headings(table: RawTable, claimed: Claimed) -> bool:
    labels = [label for label in table.labels if label]
    if len(labels) < LEAST_CELLS or any(IN_SENTENCES.search(label) for label in labels):
        return False
    known = len(mapped(labels)) + len(IGNORED & set(table.plain_labels))
    return bool(table.body and known >= KNOWN_SHARE * len(labels)) or claimed(table)


def _unbroken(lines: list[str]) -> list[str]:
    """Return the lines, those that a program broke at its width put together, break and all.

    The line after a broken one becomes blank, so that every paragraph keeps the number of its first line.
    """
    paragraphs, at = list(lines), 0
    widest = max(map(_width, lines), default=0)
    for number in range(1, len(lines)):
        is_full = widest >= NARROWEST and _width(lines[number - 1]) >= widest - SLACK
        goes_on = bool(lines[number].strip()) and not starts_anew(lines[number])
        if is_full and goes_on and not CLOSING.search(lines[number - 1]):
            paragraphs[at] += "\n" + lines[number]
            paragraphs[number] = ""
        else:
            at = number
    return paragraphs


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)
