"""Numerals in a sentence: approximate numbers, fixed words, mixed scripts, decimals (GB/T 15835 4, 5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.form.wording.slip import HAN, Paragraph, TextRule, WordingBreach
from kit.text.numbers import chinese_numeral
from kit.text.saying import double_hedges

if TYPE_CHECKING:
    from collections.abc import Iterator


_WORD = "GB/T 15835"
TIMES = TextRule(
    "NUM-09", "减少不用“倍”，用百分数或几分之几", "数字使用惯例（GB/T 15835 未作规定）", "实务",
    "请改成“减少百分之几”或“减少到原来的几分之几”", fix=(), person="百分之几还是几个百分点，要对照数来定",
    problem="“减少”“下降”后面用了倍数",
)  # fmt: skip
ABOUT = TextRule(
    "NUM-10", "概数用汉字，数字之间不用顿号", f"{_WORD} 4.2.2、5.2.1", "规定", "请改用汉字，如“三四个”",
    problem="相邻两数表示的概数用了阿拉伯数字",
)  # fmt: skip
FIXED = TextRule(
    "NUM-11", "定型的词语用汉字数字", f"{_WORD} 4.2.3", "规定", "请改用汉字数字",
    problem="定型的词语里用了阿拉伯数字",
)  # fmt: skip
WHOLE = TextRule(
    "NUM-12", "小数点前的0不省略，阿拉伯数字用半角", f"{_WORD} 5.1.2、5.1.7", "规定", "请补上0，改成半角数字",
    problem="小数缺了小数点前的0，或者数字是全角的",
)  # fmt: skip
MIXED = TextRule(
    "NUM-13", "一个数里除“万”“亿”外不混用汉字和阿拉伯数字", f"{_WORD} 5.3", "规定",
    "请全用阿拉伯数字，或全用汉字", problem="阿拉伯数字后面跟了“十”“百”“千”",
)  # fmt: skip
HEDGED = TextRule(
    "NUM-15", "表示约数的词只用一个", "数字使用惯例（GB/T 15835 未作规定）", "实务",
    "请去掉前后两个约数词中的一个", fix=(), problem="约数说了两遍",
)  # fmt: skip

_DIGITS = "零一二三四五六七八九"
_FEWER = re.compile(r"(?:下降|减少|降低|缩减|缩短|下跌)了?(?:近|约)?[\d.一二两三四五六七八九十]+倍")
_NEAR = re.compile(rf"(?<![\d.、第图表条项款号附件])([1-9])[、-]([1-9])(?=[个名人天次周岁种句遍里公]{HAN}?)")
_LISTED = re.compile(r"[第图表条项款号件组章节栋]\s*$")
_SET: tuple[tuple[str, str], ...] = (
    (r"(?<!\d)1律(?!师)", "一律"), (r"(?<!\d)1旦(?=[^\d])", "一旦"), (r"(?<!\d)1贯(?=[^\d])", "一贯"),
    (r"(?<![\d.])[3三]会1课|(?<![\d.])3会[一1]课", "三会一课"),
    (r"(?<![\d.])4个意识", "四个意识"),
    (r"(?<![\d.])4个自信", "四个自信"), (r"(?<![\d.])2个维护", "两个维护"),
    (r"(?<![\d.])2学[1一]做", "两学一做"),
    (r"(?<![\d.])8项规定", "八项规定"), (r"(?<![\d.])5[·.]?4运动", "五四运动"),
    (r"(?<![\d.])1国[2两]制", "一国两制"),
    (r"另1方面", "另一方面"), (r"(?<![\d.])1把手", "一把手"), (r"不管3[7七]2?[二]?十[1一]", "不管三七二十一"),
)  # fmt: skip
_FIXED = tuple((re.compile(pattern), right) for pattern, right in _SET)
_FIRST = re.compile(r"第1(?=书记|时间|责任人|要务|位的|资源|生产力|手资料|线|步[，,])")
_SESSION = re.compile(r"(?<!\d)(\d{1,2})届(?=[一二三四五六七八九]中全会)")
_PLENUM = re.compile(r"(?<=届)(\d)(?=中全会)")
_WEEKDAY = re.compile(r"(?<=星期)([1-6])(?!\d)")
_BARE_POINT = re.compile(rf"(?<={HAN})\.\d+(?=[%％]|[万亿个元米千公倍])|(?<=[（，、：])\.\d+")
_WIDE_DIGITS = re.compile(r"[０-９](?:[０-９．，]*[０-９])?")
_MULTIPLE = re.compile(
    r"(?<![\d.年月-])(\d+)([十百千])(?![克米瓦字伏卡帕升赫秒姓货科强家佳分])(?![余多]?[万亿])"
)
_PLACES = {"十": 10, "百": 100, "千": 1000}
_ENDLESS = re.compile(r"[0-9一二三四五六七八九十百千万亿]{100}")  # no number anyone wrote
_OTHER_WORD = {"约": "节预合签制公履特条契违和盟简纽", "近": "附最邻临靠接就亲远逼"}


def fewer_times(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 下降了2倍."""
    yield from (WordingBreach(TIMES, *found.span()) for found in _FEWER.finditer(passage.text))


def about(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 3、4个 and 3-4个, but not 第3、4项."""
    for found in _NEAR.finditer(passage.text):
        first, second = int(found[1]), int(found[2])
        if second == first + 1 and not _LISTED.search(passage.text[: found.start()]):
            yield WordingBreach(ABOUT, *found.span(), _DIGITS[first] + _DIGITS[second])


def fixed_words(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield words that are always written in Chinese numerals."""
    text = passage.text
    for pattern, right in _FIXED:
        yield from (WordingBreach(FIXED, *found.span(), right) for found in pattern.finditer(text))
    yield from (WordingBreach(FIXED, *found.span(), "第一") for found in _FIRST.finditer(text))
    for pattern in (_SESSION, _PLENUM, _WEEKDAY):
        for found in pattern.finditer(text):
            yield WordingBreach(FIXED, *found.span(1), chinese_numeral(int(found[1])))


def whole_decimals(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield .5% and full-width digits."""
    for found in _BARE_POINT.finditer(passage.text):
        yield WordingBreach(WHOLE, *found.span(), f"0{found[0]}")
    for found in _WIDE_DIGITS.finditer(passage.text):
        narrow = found[0].translate({code: code - 0xFEE0 for code in range(0xFF0C, 0xFF1A)})
        yield WordingBreach(WHOLE, *found.span(), narrow)


def mixed_numbers(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 4千, but not 5千克 nor 3.4万."""
    for found in _MULTIPLE.finditer(passage.text):
        if not (found[2] == "十" and int(found[1]) > 9):  # noqa: PLR2004 - 10十 is no number at all
            yield WordingBreach(MIXED, *found.span(), str(int(found[1]) * _PLACES[found[2]]))


def hedged_twice(passage: Paragraph) -> Iterator[WordingBreach]:
    """Yield 约20余 and 至少50%以上, but not 节约20余万元 nor 附近50多人."""
    text, at = passage.text, 0
    if _ENDLESS.search(text):
        return
    for phrase in double_hedges(text):
        start = text.index(phrase, at)
        at = start + len(phrase)
        if text[start - 1 : start] not in tuple(_OTHER_WORD.get(phrase[0], "")):
            yield WordingBreach(HEDGED, start, at)


FINDERS = (fewer_times, about, fixed_words, whole_decimals, mixed_numbers, hedged_twice)
