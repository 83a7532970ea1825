"""Addresses (住址) down to a door, or told as somebody's own; the street where a lamp is broken is none.

What leads to a household is the flat (单元, 室), the house of a village group (组…号), or a place that the
words around it call an address. A street, a number of a street, a building or a housing estate by itself is
where something happens, and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.text.privacy.names import HAN, STOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.text.privacy.numbers import TextSpan

ADDRESS = "住址"
_NUMBER = r"(?:[0-9０-９]{1,5}|[一二三四五六七八九十百零〇]{1,5})"
_GAP = r"[ 　\-－—#＃]{0,2}"
_LETTER = "[A-Za-zＡ-Ｚａ-ｚ甲乙丙丁东南西北]"
_NAME = rf"[{HAN}A-Za-z0-9０-９]"
_ESTATE = "小区|花园|花苑|家园|公寓|宿舍|新村|大院|苑|里|府|湾|庭|城|院|广场|坊"
_STREET = rf"(?:路|街|道|巷|弄|胡同|里){_GAP}{_NUMBER}{_GAP}(?:弄|号院?|号大院)"
_PLACE = rf"{_NAME}{{1,14}}?(?:{_STREET}|{_ESTATE})"
_HOUSE = rf"(?:{_NUMBER}|{_LETTER}){_GAP}(?:栋|幢|座|号楼|楼|排)"
_ROOM = r"[0-9０-９]{1,2}[ 　\-－]?[0-9０-９]{2}(?![0-9０-９年月日元人次条个])"
_DOOR = rf"{_ROOM}{_GAP}(?:室|号房?|房|户)?"
_SPELT = "[一二三四五六七八九十][一二三四五六七八九零〇][一二三四五六七八九零〇][室号户]?"
_CALLED = "家庭住址|联系地址|通讯地址|收件地址|邮寄地址|户籍地址?|户籍所在地|住址|住所|地址|门牌号?"
_OWN = "寄到|寄给|邮寄至|寄至|送到我家|家住|住在|现住|租住在?|暂住"
_TO_DOOR = rf"{_NUMBER}{_GAP}(?:号|栋|幢|座|单元|室|户|组|队|社|排)"

PATTERNS = (
    re.compile(
        rf"(?P<who>(?:{_PLACE}{_GAP})?(?:{_HOUSE}{_GAP})?(?:{_NUMBER}|{_LETTER}){_GAP}(?:单元|门洞|梯){_GAP}(?:{_DOOR}|{_SPELT}))"
    ),
    re.compile(rf"(?P<who>{_PLACE}{_GAP}{_HOUSE}{_GAP}{_DOOR})"),
    re.compile(rf"(?P<who>{_PLACE}{_GAP}{_HOUSE}?{_GAP}{_ROOM}{_GAP}(?:室|房|户))"),
    re.compile(
        rf"(?P<who>{_NAME}{{1,14}}?[村屯寨]{_NAME}{{0,5}}?{_NUMBER}{_GAP}[组队社]{_GAP}{_NUMBER}{_GAP}号)"
    ),
    re.compile(
        rf"(?<![网IP公位])(?:{_CALLED})[ 　]*(?:是|为|在|[:：])?[ 　]*"
        rf"(?P<who>[^{STOP}〔]{{2,30}}?{_TO_DOOR}[^{STOP}〔的]{{0,12}})"
    ),
    re.compile(
        rf"(?:{_OWN})[ 　:：]*(?P<who>[^{STOP}〔]{{2,24}}?{_TO_DOOR}[^{STOP}〔的]{{0,10}}?)(?=[{STOP}的]|$)"
    ),
)
CUES = re.compile(rf"(?:{_NUMBER}|{_LETTER}){_GAP}(?:单元|室|房|户|组|队|社|栋|幢|座|楼|排|门洞|梯|号)")


def address_spans(text: str) -> Iterator[TextSpan]:
    """Yield where addresses stand; spans may overlap."""
    if not CUES.search(text):
        return
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield (*match.span("who"), ADDRESS)
