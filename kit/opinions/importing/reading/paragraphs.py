"""A paragraph of minutes: its list level, who speaks, and what is said, not a character of it lost.

Who speaks is a person (张某、王委员) or a body (财政局); any other word before a colon (文档结构：) is part
of what is said. What tells of the meeting, its to-dos and what its chair says is no opinion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.model.reticent import reticent
from kit.opinions.importing.reading.contents import is_name, is_place
from kit.sheets.grid import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.sheets.grid import Grid, RawCell


PARAGRAPHS = "正文"  # the name of the grid of paragraphs; its row n is the n-th paragraph
HEADING = ("编号", "段落")
LISTED = "·"  # in column 编号: Word numbers the paragraph itself
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
    r"\s*(?:会议|谈话|座谈)?(?:时\s*间|日\s*期|地\s*点|主\s*持\s*人?|主持|参加人员?|参会人员?|出席人员?|出\s*席|列席人员?|列\s*席|缺\s*席|"
    r"记录人?|记\s*录|整理人?|议\s*题|主\s*题|会议名称|谈话人|谈话对象|召集人|人员|与会人员?|到会人员?|应到|实到|缺席人员?|参会单位|参加单位)\s*[:：]"
)
OF_MAIL = re.compile(
    r"\s*(?:发件人|收件人|寄件人|抄送|密送|主\s*题|发送时间|收件时间|发送日期|附\s*件|"
    r"from|to|cc|bcc|subject|date|sent|reply-to|attachments?)\s*[:：]|\s*[>＞]|\s*[问Q]\s*[:：]",
    re.IGNORECASE,
)
ANSWERED_MAIL = re.compile(r"\s*-{2,}\s*(?:原始邮件|回复的邮件|转发的邮件|original message)", re.IGNORECASE)
CLOSING = re.compile(r"[。；;！!？?…”]\s*$")
LABELLED = re.compile(r"\s*[^:：，。；！？,;!?\n\d][^:：，。；！？,;!?\n]{1,20}[:：]\s*\S")
SIGNING = re.compile(
    r"\s*(?:填表人|填报人|填报单位|审核人?|签发|整理人?|校对|联系人|联系电话|电话|签名|签字|日期|附件?|注|备注|说明|抄送|主送|报送)\s*[:：]"
)
PERSON = re.compile(
    r"(?:委员|代表|主任|经理|书记|局长|处长|科长|校长|院长|所长|站长|队长|老师|教师|医生|护士|师傅|同志|先生|女士|居民|村民|群众|职工|"
    r"员工|干部|家长|学生|业主|商户|党员|负责人|发言人|同学|网友|市民|农户|人员|主持人|领导)[甲乙丙丁一二三四五\d]?$|^\d+号"
)
ROLE = (
    "居民|村民|群众|代表|委员|职工|员工|干部|党员|书记|主任|局长|处长|科长|经理|校长|院长|所长|站长|队长|老师|教师|医生|商户|业主|"
    "家长|学生|主席|组长|村长|市民|农户"
)
ROLE_AND_NAME = re.compile(rf"[\u3400-\u9fff]{{0,8}}?(?:{ROLE})([\u3400-\u9fff]{{2,4}})")
SPEECH = re.compile(
    r"(?:^|(?<=[。；;！!？?\n]))\s*"
    rf"(?:{ROLE})?"
    r"(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志|委员|代表|主任|书记|经理|局长)?(?:还|也|则)?"
    r"(?:(?P<verb>提出|建议|认为|反映|表示|希望|指出|提议|谈到|说|要求)(?:到|道)?\s*(?P<mark>[，,:：]?)|"
    r"(?P<colon>[:：]))\s*"
)
CHAIR = re.compile(r"\s*(?:(?:会议)?主\s*持\s*人?|谈话人)\s*[:：](.+)")
CHAIRS = re.compile(r"^(?:会议)?主持人?$|^主席$")
ABOUT, TODO, LED, SUMMARY, MAIN = "会议情况", "待办事项", "主持人、领导的话", "小结", "会议内容"
SECTIONS = (
    (
        TODO,
        re.compile(
            r"(?:会后)?(?:待办|代办|后续)(?:事项|工作|任务|安排)?|下一?步(?:工作|打算|安排|计划|措施)?|任务(?:分工|清单|分解)|"
            r"工作安排|责任分工|行动(?:项|计划)|会议(?:决定|决议|议定)(?:事项|内容)?"
        ),
    ),
    (
        LED,
        re.compile(
            r"(?:主持人?|领导|会议|主要领导|书记|主席)(?:讲话|总结讲话|强调|要求|总结|指示|点评|小结|致辞)|"
            r"工作要求|会议总结讲话"
        ),
    ),
    (SUMMARY, re.compile(r"(?:记录|会议|座谈|发言|意见)?(?:总结|小结|归纳|汇总|摘要|梳理)")),
    (
        MAIN,
        re.compile(
            r"(?:会议|座谈|讨论|主要|发言|交流|记录)(?:会)?(?:的)?(?:主要)?(?:内容|情况|发言|记录|意见|要点|纪要)|主要发言|讨论|发言|"
            r"(?:意见(?:和|与|、)?建议|征求到的意见|与会人员(?:意见|发言)|代表发言|委员发言)(?:情况|内容|如下)?"
        ),
    ),
)
OPENING = re.compile(
    r"\s*(?:散会|(?:本次|此次|这次|座谈)?会议?(?:到此|于|在)?[^，。]{0,20}(?:结束|开始|开幕|闭幕)|记录完毕|"
    r"(?:(?:最后|会上|会后|会议最后|座谈会最后)[，,]?)?(?:主持人|[\u3400-\u9fff]{2,12}?(?:书记|主席|局长|主任|领导|同志))?"
    r"(?:作了?总结|作了?总结讲话|强调[，,:：]|宣布|代表[^，。]{0,12}(?:感谢|欢迎)).*|"
    r"(?:谢谢|感谢)(?:大家|各位|参加)[^，。]{0,20}|(?:今天|现在|下面)[，,]?(?:请|我们召开|召开|开始).*|"
    r"以上(?:意见|内容|记录)[^，。]{0,16}|(?:欢迎|大家好|各位)[^，。]{0,12})[。！!]?\s*"
)
DATE_ONLY = re.compile(r"\s*(?:二[〇○零]|\d{2,4}).{0,3}[-./年].{1,3}[-./月].{1,3}日?[上下中]?午?\s*[。.]?\s*")
SHORTEST_OPINION = 8


@reticent("row", "level")
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

    建议：… and 文档结构：… begin with no speaker: such a paragraph stays whole, and counts as an item.
    """
    if is_about_meeting(paragraph.text) or SIGNING.match(paragraph.text):
        return paragraph
    match = SPEAKER.match(paragraph.text)
    if match is None or not paragraph.text[match.end() :].strip():
        return _labelled(paragraph) if match is None else paragraph
    name = SAYS.sub("", match[1])
    is_short = len(paragraph.text) - match.end() < SHORTEST_OPINION
    if is_short and not is_name(name) and not CLOSING.search(paragraph.text):
        return paragraph
    if name != match[1] and is_name(name):
        return replace(paragraph, text=paragraph.text[match.end() :], speaker=name)
    if LABEL.search(match[1]) or not _speaks(match[1], match[0]):
        return _labelled(paragraph)
    speaker = paragraph.text[: match.end()].strip(" 　:：")
    return replace(paragraph, text=paragraph.text[match.end() :], speaker=speaker)


def _labelled(paragraph: MinutesParagraph) -> MinutesParagraph:
    """Return a paragraph as an item where a label stands before what is said."""
    if not LABELLED.match(paragraph.text):
        return paragraph
    return replace(paragraph, level=len(LEVELS) if paragraph.level is None else paragraph.level)


def _speaks(word: str, whole: str) -> bool:
    """Return whether a word before a colon is somebody: a name, a body, or with a bracket of who that is."""
    return (
        is_name(name_alone(word))
        or is_place(word)
        or bool(PERSON.search(word))
        or bool(re.search(r"[（(]", whole))
    )


def name_alone(word: str) -> str:
    """Return who is meant, without what he is and the bracket that says so.

    >>> name_alone("社区书记周某"), name_alone("周某（社区书记）")
    ('周某', '周某')
    """
    word = re.split(r"[（(]", word)[0].strip()
    found = ROLE_AND_NAME.fullmatch(word)
    return found[1] if found and is_name(found[1]) else word


def speeches(paragraph: MinutesParagraph) -> list[MinutesParagraph]:
    """Return what each of several people says in one paragraph: 某甲提出，…。某乙建议，….

    Their names are persons, and no part of the text; the text itself stays word for word.
    """
    found = [match for match in SPEECH.finditer(paragraph.text) if is_name(match["name"])]
    if not found:
        return [paragraph]
    first = paragraph.text[: found[0].start()]
    told = [replace(paragraph, text=first)] if first.strip() else []
    ends = [match.start() for match in found[1:]] + [len(paragraph.text)]
    for match, end in zip(found, ends, strict=True):
        start = match.end() if match["mark"] or match["colon"] else match.start("verb")
        text = paragraph.text[start:end].strip(" \u3000\n")
        told.append(replace(paragraph, text=text, speaker=match["name"]))
    return told


def is_paragraphs(grid: Grid) -> bool:
    """Return whether a grid holds the paragraphs of a text."""
    return bool(grid.rows) and tuple(grid.rows[0]) == HEADING


def as_paragraphs(grid: Grid) -> Grid:
    """Return a sheet with minutes typed line below line as paragraphs, any other as it is.

    It has one filled column, and lines that tell of the meeting.
    """
    if is_paragraphs(grid):
        return grid
    filled = {at for row in grid.rows for at, cell in enumerate(row) if not is_blank(cell)}
    if len(filled) != 1:
        return grid
    lines = [str(row[min(filled)] or "") for row in grid.rows]
    if sum(bool(ABOUT_MEETING.match(line)) for line in lines) <= 1:
        return grid
    rows: list[list[RawCell]] = [list(HEADING)]
    rows += [["", line] for line in lines]
    return replace(grid, rows=rows, first_row=grid.first_row - 1, merged=())


def chairs_named(text: str) -> list[str]:
    """Return who leads the meeting, from the line that says so.

    >>> chairs_named("主持人：张某、王某")
    ['张某', '王某']
    """
    match = CHAIR.match(text)
    names = re.split(r"[、，,;；\s]+", match[1].strip()) if match else []
    return [name_alone(name) for name in names if name]


def section_of(paragraph: MinutesParagraph) -> tuple[str, str] | None:
    """Return which part of the minutes a line opens, and what else it says; None for any other line.

    >>> section_of(MinutesParagraph(1, None, "待办事项：发会议记录"))
    ('待办事项', '发会议记录')
    """
    label, mark, _ = paragraph.text.replace(":", "：").partition("：")
    if not mark and paragraph.level is None:
        return None
    plain = "".join(label.split())
    for section, pattern in SECTIONS:
        if pattern.fullmatch(plain):
            return section, paragraph.text[len(label) + 1 :].strip(" \u3000")
    return None
