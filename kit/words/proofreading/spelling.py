"""Words that look alike and are not (混淆字), doubled words, and one thing under two names (I19, I20)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.words.proofreading.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
