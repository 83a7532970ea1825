"""Dates and ranges in figures (GB/T 15835 5.1, GB/T 9704 7.3.5.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.form.wording.slip import Paragraph, TextRule, WordingBreach
from kit.text.numbers import from_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_FORM = "GB/T 15835"
YEAR = TextRule(
    "NUM-01", "年份用四位数字", f"{_FORM} 5.1.4", "规定", "请写全四位年份", fix=(), problem="年份只写了两位"
)
SCRIPT = TextRule(
    "NUM-02", "同一个日期只用一种数字", f"{_FORM} 4.3", "规定", "请统一用阿拉伯数字",
    problem="一个日期里混用了汉字和阿拉伯数字",
)  # fmt: skip
PADDED = TextRule(
    "NUM-03", "月、日不编虚位", "GB/T 9704 7.3.5.4", "规定", "请去掉补的0", problem="月或日前面补了0"
)
DAY = TextRule(
    "NUM-04", "日期写“日”，不写“号”", "公文用语惯例（GB/T 9704 7.3.5.4 用“日”）", "实务", "请改成“日”",
    problem="日期里用了“号”",
)  # fmt: skip
PERCENT = TextRule(
    "NUM-05", "百分数的范围两个数都写%", f"{_FORM} 5.1.3", "规定", "请补上前一个%",
    problem="百分数的范围前一个数缺%",
)  # fmt: skip
MYRIADS = TextRule(
    "NUM-06", "以万、亿计的范围两个数都写“万”“亿”", f"{_FORM} 5.1.3", "规定", "请补上前一个“万”或“亿”",
    problem="范围里前一个数缺“万”或“亿”",
)  # fmt: skip
UNIT = TextRule(
    "NUM-07", "范围前一个数的单位可以省，同一份文里只用一种写法", f"{_FORM} 5.1.3", "实务",
    "可统一成“100～150千克”这样只写一次", fix=(), problem="同样的单位，有的范围写了两次，有的只写一次",
)  # fmt: skip
MARK = TextRule(
    "NUM-08", "数值范围用“～”或“—”，年份用“—”", f"{_FORM} 5.1.3、GB/T 15834 4.13", "规定", "请改成“—”或“～”",
    problem="范围用了短横线、半角波浪线或破折号",
)  # fmt: skip
THOUSANDS = TextRule(
    "NUM-14", "四位以上的数，分节号要么都用，要么都不用", f"{_FORM} 5.1.1", "实务",
    "请全文统一，公文里一般不用分节号", problem="有的数用了分节号，有的没有用",
)  # fmt: skip
SAME = TextRule(
    "NUM-16", "同类数量用同一种写法", f"{_FORM} 4.3", "一般", "请全文统一，统计数一般用“%”", fix=(),
    problem="百分数有的写“%”，有的写“百分之”",
)  # fmt: skip

_NUMERALS = "〇○零一二三四五六七八九十"
_SHORT_YEAR = re.compile(
    r"(?<![\d.,，年约近满经共历第达用过、])(\d{2})年(?=\d{1,2}月|底|末|初|上半年|下半年)"
)
_MIXED = re.compile(
    rf"\d{{4}}年([{_NUMERALS}]{{1,3}})月(?!三)(?:[{_NUMERALS}\d]{{1,3}}日)?"
    rf"|[{_NUMERALS}]{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|(?<!\d)\d{{1,2}}月[{_NUMERALS}]{{1,3}}日(?!游)"
)
_PADDED = re.compile(r"(?<=年)0\d(?=月)|(?<=月)0\d(?=日)")
_DAY = re.compile(r"(?<=\d月)(\d{1,2})号(?![楼院线室令文门桌台机车井仓库信箱展厅公通馆])")
_NUMBER = r"\d+(?:\.\d+)?"
_TO = r"\s*(?:[～~]|[-—–－―]{1,2}|至|到)\s*"
_PERCENTS = re.compile(rf"(?<![\d.A-Za-z年月/-])({_NUMBER})(?={_TO}{_NUMBER}[%％])")
_LARGE = re.compile(rf"(?<![\d.A-Za-z年月/-])({_NUMBER})(?={_TO}({_NUMBER})([万亿]))")
_YEARS = re.compile(r"(?<![\d-])(?:19|20)\d{2}年?([-~－–]|--|——)(?:19|20)\d{2}(?=年)")
_COUNTED = "个名人次项件条份篇家户天周月年岁分元万亿%％米吨里克公千平亩页届期"
_RANGE = re.compile(rf"(?<![\dA-Za-z./:%-])({_NUMBER}[%％万亿]?)([-~－–]|--|——)({_NUMBER})(?=[{_COUNTED}])")
_UNIT = "千克|公斤|吨|千米|公里|平方米|米|公顷|亩|元|人|个|名|项|件|份|户|家|岁|天"
_TWICE = re.compile(rf"(?<![\d.]){_NUMBER}({_UNIT})[～~—–-]{_NUMBER}\1")
_ONCE = re.compile(rf"(?<![\d.]){_NUMBER}[～~—–-]{_NUMBER}({_UNIT})")
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_PLAIN = re.compile(r"(?<![\d,.A-Za-z〔（(/-])\d{4,}(?=[个名人次项件条份篇家户元公千平亩页])")
_IN_WORDS = re.compile(rf"百分之[{_NUMERALS}百点]+(?!计)")
_IN_SIGNS = re.compile(r"\d[%％]")


def short_years(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 26年3月, but not 工作12年."""
    yield from (WordingBreach(YEAR, *found.span(1)) for found in _SHORT_YEAR.finditer(passage.text))


def mixed_dates(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 2026年三月, but not 三月三."""
    for found in _MIXED.finditer(passage.text):
        yield WordingBreach(SCRIPT, *found.span(), _in_figures(found[0]))


def _in_figures(date: str) -> str:
    return re.sub(rf"[{_NUMERALS}]+", lambda said: str(from_chinese(said[0].replace("○", "〇"))), date)


def padded_dates(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 2026年04月, but not 2026.04.20."""
    yield from (
        WordingBreach(PADDED, *found.span(), found[0][1:]) for found in _PADDED.finditer(passage.text)
    )


def day_numbers(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 6月30号, but not 6月3号楼."""
    yield from (WordingBreach(DAY, *found.span(), f"{found[1]}日") for found in _DAY.finditer(passage.text))


def half_percents(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 15～30%."""
    yield from (
        WordingBreach(PERCENT, *found.span(), f"{found[1]}%") for found in _PERCENTS.finditer(passage.text)
    )


def half_myriads(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 13～17万, but not 8000～1万: there the first number is as large as it looks."""
    for found in _LARGE.finditer(passage.text):
        if float(found[1]) < float(found[2]):
            yield WordingBreach(MYRIADS, *found.span(), f"{found[1]}{found[3]}")


def range_marks(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 2021-2025年 and 100-150千克; approximate numbers (3-4个) are another rule's."""
    text = passage.text
    years = [found.span(1) for found in _YEARS.finditer(text)]
    yield from (WordingBreach(MARK, *span, "—") for span in years)
    for found in _RANGE.finditer(text):
        if found.span(2) not in years and not _is_about(found):
            yield WordingBreach(MARK, *found.span(2), "～")


def _is_about(found: re.Match[str]) -> bool:
    first, second = found[1], found[3]
    return first.isdigit() and len(first) == len(second) == 1 and int(second) == int(first) + 1


def uneven_thousands(passages: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, WordingBreach]]:
    """Yield the numbers with separators in a document that also has numbers without."""
    if not any(_PLAIN.search(passage.text) for passage in passages):
        return
    for passage in passages:
        for found in _GROUPED.finditer(passage.text):
            yield passage, WordingBreach(THOUSANDS, *found.span(), found[0].replace(",", ""))


def uneven_percents(passages: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, WordingBreach]]:
    """Yield 百分之三十 in a document whose other percentages are written with a sign."""
    if not any(_IN_SIGNS.search(passage.text) for passage in passages):
        return
    for passage in passages:
        for found in _IN_WORDS.finditer(passage.text):
            if found[0] != "百分之百":
                yield passage, WordingBreach(SAME, *found.span())


def uneven_units(passages: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, WordingBreach]]:
    """Yield 100千克～150千克 in a document that also has 200～300千克."""
    once = {found[1] for passage in passages for found in _ONCE.finditer(passage.text)}
    for passage in passages:
        for found in _TWICE.finditer(passage.text):
            if found[1] in once:
                yield passage, WordingBreach(UNIT, *found.span())


FINDERS = (short_years, mixed_dates, padded_dates, day_numbers, half_percents, half_myriads, range_marks)
ACROSS = (uneven_thousands, uneven_percents, uneven_units)
