"""How offices write the name of a body: spelled out, shortened, without the place that everybody knows.

What does not tell two bodies apart is taken away on both sides: spaces, brackets, 人民政府 behind a town,
公司 behind a firm, 第 before a number. What does (numbers, directions, 中心) never is.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff·・•“”\"'‘’]+")
BRACKETS = str.maketrans("〔【[{〈《", "((((((") | str.maketrans("〕】]}〉》", "))))))")
NAME_ENDS = "、，,;；/"  # what stands between several names of one cell
SPACED = re.compile(
    rf"(?:(?<=^)|(?<=[{NAME_ENDS}]))([\u4e00-\u9fff])[ \u3000\xa0]+([\u4e00-\u9fff])(?=$|[{NAME_ENDS}])"
)


def unspaced(text: str) -> str:
    """Return a text with names of two letters as they are called: the blank inside is for the eye.

    >>> unspaced("陆　远、沈 浩"), unspaced("陆 远主持")
    ('陆远、沈浩', '陆 远主持')
    """
    return SPACED.sub(r"\1\2", text)


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """Return a name as it is compared: without spaces and quotes, with brackets of one sort.

    >>> plain("青山县 第一中学（ 东区 ）")
    '青山县第一中学(东区)'
    """
    return UNSEEN.sub("", unicodedata.normalize("NFKC", name)).translate(BRACKETS).casefold()


SHORT = tuple(
    tomllib.loads(files("kit.model").joinpath("abbreviations.toml").read_text(encoding="utf-8")).items()
)
DIGITS = "零一二三四五六七八九"
ORDINAL = re.compile(r"第?(?<!\d)(\d{1,2})(?=人民|医院|院|实验|小|初|中|高|幼|职|派出|分)")
NUMERAL = "[一二三四五六七八九十]+"
NUMBERED = re.compile(
    rf"第?({NUMERAL})(人民医院|医院|实验小学|小学|初级中学|初中|中学|幼儿园)(?!部|路|街|村|社区)"
)
NUMBERED_SHORT = {
    "人民医院": "院",
    "医院": "院",
    "实验小学": "实小",
    "小学": "小",
    "初级中学": "初",
    "初中": "初",
    "中学": "中",
    "幼儿园": "幼",
}
ENDINGS = (
    (re.compile(r"(?<=[镇乡])(?:人民政府|政府)$"), ""),
    (re.compile(r"街道(?:办事处|办)$"), "街道"),
    (re.compile(r"(?<=村)(?:村民委员会|村委会|民委员会|委员会|委会)$"), ""),
    (re.compile(r"社区(?:居民委员会|居委会)$"), "社区"),
)
FIRM = re.compile(r"(?<![分子])公司")
LEAST = 2  # characters of a name: one is none


@lru_cache(maxsize=65_536)
def spelled(name: str) -> str:
    """Return the one spelling that a name, its usual abbreviations and the ways of writing it share.

    >>> spelled("青山县人力资源和社会保障局"), spelled("青山县第一中学"), spelled("青山县第1中学")
    ('青山县人社局', '青山县一中', '青山县一中')
    >>> spelled("三江供水有限责任公司"), spelled("青龙镇人民政府"), spelled("红星村村民委员会")
    ('三江供水', '青龙镇', '红星村')
    """
    said = plain(name).replace("(", "").replace(")", "")
    for ending, instead in ENDINGS:
        said = ending.sub(instead, said)
    said = ORDINAL.sub(lambda found: f"第{_numeral(int(found[1]))}", said)
    said = NUMBERED.sub(lambda found: found[1] + NUMBERED_SHORT[found[2]], said)
    for long, short in SHORT:
        said = said.replace(long, short)
    without = FIRM.sub("", said)
    return without if len(without) >= LEAST else said


def _numeral(number: int) -> str:
    """Return a number below 100 as names write it: 十一."""
    tens, ones = divmod(number, 10)
    return (
        (DIGITS[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (DIGITS[ones] if ones or not tens else "")
    )


PLACE_ENDING = re.compile(r"(?<=.)(?:自治[区州县]|[省市州县区旗]|集团)")
LONGEST_PLACE = 16  # characters
TOWN = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道)")
CLASS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:(?:[\u4e00-\u9fff]{1,3}族)*自治[区州县]|[省市州县区旗]|集团)$")
TOWN_CLASS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:镇|乡|街道)$")
COMMON = 3  # names that begin alike: their beginning is a place, and no part of one name


@dataclass(frozen=True)
class Places:
    """The places and groups with which the names of a roster begin."""

    some: frozenset[str]  # as far as several names begin with the same
    every: frozenset[str]  # with which all of them begin

    def begin(self, name: str) -> list[str]:
        """Return those of a plain name, the outermost first."""
        return [begun for begun in _beginnings(name) if begun in self.some]


def places_among(names: Iterable[str]) -> Places:
    """Return the places and groups with which names begin.

    >>> sorted(places_among(["青山县财政局", "青山县财源办"]).some)
    ['青山县']
    """
    listed = {plain(name) for name in names}
    begun = Counter(place for name in listed for place in _beginnings(name))
    every = frozenset(place for place, number in begun.items() if number == len(listed) > 1)
    return Places(every | {place for place, number in begun.items() if number >= COMMON}, every)


def _beginnings(name: str) -> Iterator[str]:
    """Yield the beginnings of a name that could be a place or a group, and leave something behind."""
    for found in PLACE_ENDING.finditer(name[:LONGEST_PLACE]):
        if found.end() < len(name):
            yield name[: found.end()]


def short_forms(name: str, places: Places) -> Iterator[str]:
    """Yield the spellings of what a roster's name is shortened to.

    Without its place (财政局), with the class of the place only (县财政局), with its name only (青山财政局);
    the place inside another is left out only where all names share the other. A town is never left out, only
    its class is (青龙卫生院).
    """
    said, outer = plain(name), ""
    yield from _forms(("",), said)
    for place in places.begin(said):
        own = place[len(outer) :]
        begins = ("", own[-1:], CLASS.sub("", own), _usual_class(own), place)
        yield from _forms(begins, said[len(place) :])
        if place not in places.every:
            return
        outer = place


def possible_short_forms(name: str) -> Iterator[str]:
    """Yield the spellings of what a name might be shortened to, if whatever could be a place is one.

    Nobody goes by such a name alone; but where it may be this one's, it is not another's alone.
    """
    said = plain(name)
    begun = tuple(_beginnings(said))
    for outer, place in zip(("", *begun), begun, strict=False):
        own = place[len(outer) :]
        begins = ("", own[-1:], CLASS.sub("", own), _usual_class(own), CLASS.sub("", place))
        yield from _forms(begins, said[len(place) :])


def _forms(begins: Iterable[str], rest: str) -> Iterator[str]:
    for tail in dict.fromkeys((rest, _without_town_class(rest))):
        for begin in dict.fromkeys(begins):
            form = spelled(begin + tail)
            if len(form) >= LEAST:
                yield form


def _usual_class(place: str) -> str:
    """Return a place with the plain class of an autonomous one: 云屏侗族自治县 as 云屏县."""
    name = CLASS.sub("", place)
    return f"{name}{place[-1:]}" if name != place else place


def _without_town_class(rest: str) -> str:
    """Return what stands in a town without 镇 or 乡, where something stands in it."""
    town = TOWN.match(rest)
    if town is None or town.end() == len(rest) or rest[town.end() :] in {"人民政府", "政府", "办事处"}:
        return rest
    return TOWN_CLASS.sub("", town[0]) + rest[town.end() :]


def without_outer_place(name: str, places: Places) -> str:
    """Return a name without the larger place that somebody has written before a place of the roster.

    >>> without_outer_place("云州市青山县财政局", places_among(["青山县财政局", "青山县财源办"]))
    '青山县财政局'
    """
    said = plain(name)
    for outer in _beginnings(said):
        rest = said[len(outer) :]
        if any(rest.startswith(place) for place in places.some):
            return rest
    return said
