"""Use of marks and words: enumerations, sequence words, titles, document numbers, relative time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kit.form.wording.slip import Paragraph, TextRule, WordingBreach

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_C = "GB/T 15834"
PAUSE = TextRule(
    "PUN-04", "“等”前不用顿号；并列的书名号、引号之间通常不用顿号", f"{_C} 4.5.3.5", "一般",
    "请去掉这个顿号", problem="多用了顿号",
)  # fmt: skip
ORDER = TextRule(
    "PUN-05", "“第一”“首先”后用逗号，“一是”后不用标点", f"{_C} 4.4、4.5", "规定",
    "请改用逗号；“一是”后面不加标点", problem="序次语后面的标点不对",
)  # fmt: skip
TITLES = TextRule(
    "PUN-06", "书名号只用于书、文件、法规等作品", f"{_C} 4.15、A.13", "规定", "请去掉书名号或改用引号",
    problem="会议、课程、证书、项目的名称用了书名号",
)  # fmt: skip
NUMBERS = TextRule(
    "PUN-07", "发文字号的年份用六角括号〔〕", "GB/T 9704 7.2.5", "规定",
    "请改成〔〕，年份和顺序号用半角数字，不加“第”", problem="发文字号里用的不是六角括号",
)  # fmt: skip
CITED = TextRule(
    "PUN-08", "引用公文先引标题，后在圆括号里引发文字号", "公文用语惯例", "实务",
    "请写成《……》（×发〔××××〕×号）", problem="引用公文的写法不对",
)  # fmt: skip
CAPTION = TextRule(
    "PUN-10", "图题、表题末尾不用句号", f"{_C} A.1", "规定", "请去掉句号", problem="图题、表题末尾用了句号"
)
DAYS = TextRule(
    "PUN-12", "公文里写具体日期，星期与日期相符", "公文用语惯例", "实务", "请改成具体日期", fix=(),
    problem="用了相对的时间词",
)  # fmt: skip
WHEN = DAYS.asking("公文里写具体日期")
WEEKDAY = replace(DAYS, title="星期与日期相符", remedy="请核对日期和星期", problem="星期与日期对不上")

_BEFORE_ETC = re.compile(
    r"、(?=等(?:$|[，。；：、）”\d]|[一二三四五六七八九十两几各多]|单位|部门|方面|问题|工作|活动|情况|内容|形式|措施))"
)
_BETWEEN = re.compile(r"(?<=》)、(?=《)|(?<=”)、(?=“)")
_SEQUENCE = re.compile(
    r"(?:^|(?<=[。；：]))(?:第[一二三四五六七八九十]+(?=、(?![第一二三四五六七八九十]))|首先(?=、)|其次(?=、)|再次(?=、)|最后(?=、))"
)
_ONE_IS = re.compile(r"(?:^|(?<=[。；：，]))[一二三四五六七八九十]是(?=[、，：])")
_NO_WORK = re.compile(
    r"《([^《》]*(?:座谈会|推进会|动员会|培训班|研讨班|许可证|资格证书?|执照|合格证|荣誉证书|大赛|竞赛|课程))》"
)
_SERIAL = re.compile(
    r"(?<=[发字函办通令知政委党组厅局])([\[【（(〖［{])(\d{4}|[０-９]{4})([\]】）)〗］}])(?=\s*(?:第\s*)?\d+\s*号)"
)
_NUMBER = r"[\u3400-\u9fff]{2,8}〔\d{4}〕\d+号"
_NUMBER_FIRST = re.compile(rf"（{_NUMBER}）(?=《)|(?<=》)(?![和与及、以])({_NUMBER})(?!文)")
_CAPTION = re.compile(r"[图表]\s*\d+(?:[-.]\d+)?[\s：:][^，。；]{2,40}。")
_RELATIVE = re.compile(
    r"(?:^|(?<=[，。；：“]))(?:近日|日前|今天|昨天|明天|本周|上周|下周|前几天|前不久)(?=[，\u3400-\u9fff])"
)
_DATED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日[（(]?(?:星期|周)([一二三四五六日天])")
_FORMAL = re.compile(r"^.{2,}(?:通知|通报|决定|决议|命令|公报|公告|通告|请示|批复|议案|报告|意见|函)$")
_WEEK = "一二三四五六日"
_TITLE_WITHIN = 6  # paragraphs


def pauses(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 、等 and 》、《."""
    for pattern in (_BEFORE_ETC, _BETWEEN):
        yield from (WordingBreach(PAUSE, *found.span(), "") for found in pattern.finditer(passage.text))


def sequence_words(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 第一、 and 一是、; 第一、第二季度 is none."""
    text = passage.text
    for found in _SEQUENCE.finditer(text):
        yield WordingBreach(ORDER, found.start(), found.end() + 1, f"{found[0]}，")
    for found in _ONE_IS.finditer(text):
        yield WordingBreach(ORDER, found.start(), found.end() + 1, found[0])


def no_works(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 《…座谈会》."""
    for found in _NO_WORK.finditer(passage.text):
        yield WordingBreach(TITLES, *found.span(), f"“{found[1]}”")


def serial_brackets(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 某发[2026]8号; the number of a court case (（2026）粤01民初8号) is none."""
    for found in _SERIAL.finditer(passage.text):
        year = found[2].translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})
        yield WordingBreach(NUMBERS, *found.span(), f"〔{year}〕")


def citations(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield a document number before its title, or after it without parentheses."""
    for found in _NUMBER_FIRST.finditer(passage.text):
        yield WordingBreach(CITED, *found.span(), f"（{found[1]}）" if found[1] else None)


def captions(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield a numbered caption that ends with 。 like a sentence."""
    text = passage.text.rstrip()
    if _CAPTION.fullmatch(text):
        yield WordingBreach(CAPTION, len(text) - 1, len(text), "")


def weekdays(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield a weekday that its date does not fall on."""
    for found in _DATED.finditer(passage.text):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
        right = _WEEK[day.weekday()]
        if right != found[4].replace("天", "日"):
            yield WordingBreach(WEEKDAY, *found.span())


def relative_times(passages: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, WordingBreach]]:
    """Yield 近日, 今天 in formal documents; who speaks may say today."""
    if not any(_FORMAL.match(passage.text.strip()) for passage in passages[:_TITLE_WITHIN]):
        return
    for passage in passages:
        for found in _RELATIVE.finditer(passage.text) if passage.in_sentences else ():
            yield passage, WordingBreach(WHEN, *found.span())


FINDERS = (pauses, sequence_words, no_works, serial_brackets, citations, captions, weekdays)
ACROSS = (relative_times,)
