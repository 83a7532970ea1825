"""Words that look alike and are not (混淆字), doubled words, and one thing under two names (I19, I20).

Stated numbers and what is listed for them (I8, C6, C9).

A slip: what was found in a text, where, and what is wrong with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.text.numbers import from_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True)
class Slip:
    """One thing to look at in a text.

    >>> str(Slip("I20", 0, "各抒已见", "应为“各抒己见”"))
    '“各抒已见”：应为“各抒己见”'
    """

    rule: str  # as documents.md 4.2 numbers it
    paragraph: int  # from 0
    found: str  # the words as they stand
    problem: str

    def __str__(self) -> str:
        """Return the words and what is wrong with them."""
        return f"“{self.found}”：{self.problem}"


RIGHT = {
    **dict.fromkeys(("涌跃", "踊越", "涌越"), "踊跃"),
    **{f"各抒{wrong}见": "各抒己见" for wrong in "已巳"},
    **{f"知{wrong}知彼": "知己知彼" for wrong in "已巳"},
    **{f"{word}{wrong}": f"{word}己" for word in ("自", "舍", "严于律") for wrong in "已巳"},
    **{f"{wrong}经": "已经" for wrong in "己巳"},
    **{f"{word}{wrong}": f"{word}已" for word in ("而", "早", "业", "不得") for wrong in "己巳"},
    "坐谈会": "座谈会",
    "布署": "部署",
    "按装": "安装",
    "既使": "即使",
    "松驰": "松弛",
    "急燥": "急躁",
    "幅射": "辐射",
    "凑和": "凑合",
    "报消": "报销",
    "一如继往": "一如既往",
    "再接再励": "再接再厉",
    "迫不急待": "迫不及待",
    "竞竞业业": "兢兢业业",
    "勤勤肯肯": "勤勤恳恳",
    "穿流不息": "川流不息",
    "一愁莫展": "一筹莫展",
    "走头无路": "走投无路",
}
_WRONG = re.compile("|".join(RIGHT))
_BUILDING = re.compile(r"意见(?:和|与|及|、)建设(?!性|工程|方案|项目|规划|用地|单位|部门|资金)")
_DOUBLED = re.compile(
    r"(?<![现存潜内外所实])在在|(?<!目)的的(?!确)|(?<![为除罢甚])了了(?![解却])|(?<!共)和和(?![气美睦平])"
    r"|(?<![于但还就或而可])是是(?!非)|(?<![作成认因])为为(?!了|什)|把把|被被(?!子)|将将(?!军)"
)
LEAST_TERM = 4  # shorter terms meet their own letters in another order by chance


def confusions(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield wrong words that look or sound like the right ones, and words that stand twice.

    >>> [str(slip) for slip in confusions(["代表涌跃发言，意见和建设150条，刊登在在网上"])]
    ['“涌跃”：应为“踊跃”', '“意见和建设”：应为“意见和建议”', '“在在”：重了一个字']
    """
    for number, text in enumerate(paragraphs):
        for found in _WRONG.finditer(text):
            yield Slip("I20", number, found.group(), f"应为“{RIGHT[found.group()]}”")
        for found in _BUILDING.finditer(text):
            yield Slip("I20", number, found.group(), f"应为“{found.group()[:-1]}议”")
        for found in _DOUBLED.finditer(text):
            yield Slip("I20", number, found.group(), "重了一个字")


def term_variants(paragraphs: Sequence[str], terms: Iterable[str]) -> Iterator[Slip]:
    """Yield words made of a term's own letters in another order; the last, which says what it is, stays.

    >>> [str(slip) for slip in term_variants(["发出意见征求表"], ["征求意见表"])]
    ['“意见征求表”：统一写作“征求意见表”']
    """
    fixed = sorted({term for term in terms if len(term) >= LEAST_TERM})
    for number, text in enumerate(paragraphs):
        for term in fixed:
            for variant in _variants(text, term):
                yield Slip("I19", number, variant, f"统一写作“{term}”")


def _variants(text: str, term: str) -> Iterator[str]:
    size, letters = len(term), sorted(term)
    plain = text.replace(term, "\0" * size)  # the term itself cannot be part of a variant
    for at in range(len(plain) - size + 1):
        piece = plain[at : at + size]
        if piece[-1] == term[-1] and sorted(piece) == letters:
            yield piece


_HAN = r"[一二三四五六七八九十两]+|\d+"
_KINDS = r"方面|环节|阶段|课题|渠道|工作组|小组|要求|步骤|原则|特点|结合|转变"
_ITEM = r"[^、，。；：！？\s\d]{2,24}"
_LIST = re.compile(
    rf"(?:涉及|包括|包含|围绕|分为|分别是|即|：)(?P<items>(?:{_ITEM}、)+{_ITEM}?)(?P<open>等)?(?:这|共)?"
    rf"(?P<number>{_HAN})个(?P<kind>{_KINDS})"
)
_LEAD = re.compile(
    rf"(?P<number>{_HAN})(?:个(?:{_KINDS})|点|条|项)[^。；：一二三四五六七八九十]{{0,12}}[：:，,。]"
)
_ORDINAL = re.compile(r"(?<![第\d])([一二三四五六七八九十]+)(?:是|要)")


def short_lists(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield lists with fewer items than stated and no 等, and those with more.

    >>> [str(slip) for slip in short_lists(["涉及市容市政、拆迁补偿10个方面共18条"])]
    ['“市容市政、拆迁补偿10个方面”：说是10个，列了2个；没有列全的要加“等”']
    >>> list(short_lists(["涉及市容市政、拆迁补偿等10个方面", "即征求意见、民主生活会、群众评议三个环节"]))
    []
    """
    for number, text in enumerate(paragraphs):
        for found in _LIST.finditer(text):
            stated, listed = _value(found["number"]), found["items"].count("、") + 1
            said = f"{found['items']}{found['open'] or ''}{found['number']}个{found['kind']}"
            if stated is not None and listed > stated:
                yield Slip("I8", number, said, f"说是{stated}个，列了{listed}个")
            elif stated is not None and listed < stated and not found["open"]:
                yield Slip("I8", number, said, f"说是{stated}个，列了{listed}个；没有列全的要加“等”")


def wrong_leads(paragraphs: Sequence[str]) -> Iterator[Slip]:
    """Yield stated numbers that 一是…二是… (or 一要…二要…) behind them does not reach, or goes beyond.

    >>> [slip.problem for slip in wrong_leads(["抓好三个环节：一是学习；二是调研。"])]
    ['说是3个，后面数到2']
    >>> list(wrong_leads(["做到两点：一要快；二要实。"]))
    []
    """
    for number, text in enumerate(paragraphs):
        for found in _LEAD.finditer(text):
            counted = _counted(text[found.end() :])
            stated = _value(found["number"])
            if counted and stated is not None and counted != stated:
                yield Slip("I8", number, found.group()[:-1], f"说是{stated}个，后面数到{counted}")


def _counted(text: str) -> int:
    """Return how far 一是, 二是 … runs from the start of the text; 0 where it does not begin there."""
    reached = 0
    for found in _ORDINAL.finditer(text):
        if reached == 0 and found.start() > 0:
            return 0
        if from_chinese(found[1]) != reached + 1:
            break
        reached += 1
    return reached


def _value(said: str) -> int | None:
    return int(said) if said.isdigit() else from_chinese(said)
