"""Rosters of thousands of invented units, and how clerks write their names: rules of shortening, no matcher.

A world is a set of word lists; what offices do to a name is the same in all of them. Every variant knows the
unit that was meant; what the same letters mean of two units means neither.
"""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WORLDS = Path(__file__).parent / "data" / "rosters"
ALIKE = "青清 河何 桥侨 石右 政证 院园 城诚 湾弯 林淋 镇填 塘糖 岭领 坪平 源原 卫韦 财材"
SIMILAR = {pair[0]: pair[1] for pair in ALIKE.split()}  # letters that look or sound alike
DIGITS = "一二三四五六七八九"


@dataclass(frozen=True)
class World:
    """Word lists: places, what lies in each of them, and how bodies are shortened by everybody."""

    city: str
    counties: Sequence[str]
    towns: Sequence[str]  # without 镇 or 乡
    villages: Sequence[str]
    bodies: Sequence[tuple[str, tuple[str, ...]]]  # of a county: full, and shortened
    in_towns: Sequence[tuple[str, tuple[str, ...]]]
    numbered: Sequence[tuple[str, tuple[str, ...]]]  # 第{}小学; shortened: {}小
    group: str
    areas: Sequence[str]
    trades: Sequence[str]


@dataclass(frozen=True)
class Named:
    """A unit: its full name, and its parts."""

    name: str
    county: str = ""
    town: str = ""  # with its class
    rest: str = ""
    shorts: tuple[str, ...] = ()  # of the rest
    kind: str = "body"


def units_of_world(world: World, seed: int) -> list[Named]:
    """Return every unit of a world, in an order that tells nothing."""
    chance = random.Random(seed)  # noqa: S311 - the same every time, no secret
    units = [*_companies(world)]
    for county in world.counties:
        units += [Named(f"{county}{full}", county, "", full, shorts) for full, shorts in world.bodies]
        for number in range(1, 16):
            for full, shorts in world.numbered:
                said = _numeral(number)
                rest = full.format(said)
                own = (*(short.format(said) for short in shorts), full.format(number))
                units.append(Named(f"{county}{rest}", county, "", rest, own, "numbered"))
        for town in chance.sample(world.towns, 16):
            units += _of_town(world, county, town + chance.choice(("镇", "镇", "乡", "街道")), chance)
    chance.shuffle(units)
    return list({unit.name: unit for unit in units}.values())


def _of_town(world: World, county: str, town: str, chance: random.Random) -> Iterator[Named]:
    lead, is_street = f"{county}{town}", town.endswith("街道")
    office = ("办事处", ("办", "")) if is_street else ("人民政府", ("政府", ""))
    yield Named(f"{lead}{office[0]}", county, town, office[0], office[1], "government")
    for full, shorts in world.in_towns:
        yield Named(f"{lead}{full}", county, town, full, shorts, "in_town")
    for village in chance.sample(world.villages, 18):
        if is_street:
            rest, shorts = f"{village}社区居民委员会", (f"{village}社区居委会", f"{village}社区")
        else:
            rest, shorts = (
                f"{village}村村民委员会",
                (f"{village}村村委会", f"{village}村委会", f"{village}村"),
            )
        yield Named(f"{lead}{rest}", county, town, rest, shorts, "village")


def _companies(world: World) -> Iterator[Named]:
    for area in world.areas:
        for trade in world.trades:
            core = f"{area}{trade}"
            yield Named(
                f"{world.group}{core}有限公司", "", "", f"{core}有限公司", (core, f"{core}公司"), "company"
            )
            for side in ("东城", "西城"):
                branch = f"{core}有限公司{side}分公司"
                yield Named(
                    branch, "", "", branch, (f"{core}{side}分公司", f"{core}公司{side}分公司"), "branch"
                )


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")


@dataclass(frozen=True)
class Variant:
    """What a clerk writes for a unit, by which habit."""

    said: str
    unit: Named
    habit: str


@dataclass
class Roster:
    """A roster of so many units, what clerks write for them, and units that are not in it."""

    units: list[Named]
    absent: list[Named]
    variants: list[Variant] = field(default_factory=list)  # of units in the roster, each of one unit only
    shared: list[str] = field(default_factory=list)  # letters that mean several units
    typos: list[Variant] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)  # what is written for absent units, and for no other


def draw_roster(world: World, number: int, seed: int) -> Roster:
    """Return a roster of a world with every variant of every unit."""
    everybody = units_of_world(world, seed)
    assert len(everybody) > number
    units, absent = everybody[:number], everybody[number : number + 400]
    chance = random.Random(seed + 1)  # noqa: S311 - the same every time, no secret
    said: dict[str, list[Variant]] = {}
    for unit in units:
        for variant in written(unit, world, chance):
            said.setdefault(squeezed(variant.said), []).append(variant)
    roster = Roster(units, absent)
    for letters, variants in said.items():
        if len({variant.unit.name for variant in variants}) == 1:
            roster.variants += variants
        else:
            roster.shared.append(letters)
    known = {*said, *(squeezed(unit.name) for unit in units)}
    for unit in absent:
        roster.strange += [v.said for v in written(unit, world, chance) if squeezed(v.said) not in known]
    for unit in units:
        if (typo := mistyped(unit.name, chance)) and typo not in known:
            roster.typos.append(Variant(typo, unit, "typo"))
    return roster


def squeezed(said: str) -> str:
    """Return letters without what no reader looks at."""
    return "".join(said.replace("（", "(").replace("）", ")").replace("\u3000", "").split())


def written(unit: Named, world: World, chance: random.Random) -> Iterator[Variant]:
    """Yield what clerks write for a unit: each habit once, where the name allows it."""
    yield Variant(unit.name, unit, "full")
    at = chance.randrange(1, len(unit.name))
    yield Variant(f"{unit.name[:at]}{chance.choice((' ', '　', '  '))}{unit.name[at:]}", unit, "spaces")
    if unit.kind == "company":
        yield from (Variant(f"{world.group}{short}", unit, "company") for short in unit.shorts)
        yield from (Variant(short, unit, "without group") for short in (unit.rest, *unit.shorts))
        yield Variant(unit.name.replace("有限公司", "有限责任公司"), unit, "legal form")
        return
    if unit.kind == "branch":
        yield from (Variant(short, unit, "company") for short in unit.shorts)
        core, branch = unit.name.split("有限公司")
        yield Variant(f"{core}有限公司（{branch}）", unit, "brackets")
        return
    yield Variant(f"{world.city}{unit.name}", unit, "city before")
    if "（" in unit.name:
        yield Variant(unit.name.replace("（", "(").replace("）", ")"), unit, "width of brackets")
        yield Variant(unit.name.replace("（", "").replace("）", ""), unit, "without brackets")
    bare = unit.county.removesuffix("县").removesuffix("区")
    for rest in (unit.rest, *unit.shorts):
        if unit.town:
            town = unit.town.removesuffix("街道").removesuffix("镇").removesuffix("乡")
            yield Variant(f"{unit.county}{unit.town}{rest}", unit, "short")
            yield Variant(f"{unit.town}{rest}", unit, "without county")
            if rest and unit.kind == "in_town":
                yield Variant(f"{town}{rest}", unit, "without class")
        elif rest:
            yield Variant(f"{unit.county}{rest}", unit, "short")
            yield Variant(f"{unit.county[-1]}{rest}", unit, "level only")
            yield Variant(f"{bare}{rest}", unit, "without class")
            yield Variant(f"{unit.county}（{rest}）", unit, "brackets")


APART = """
第一→第十一 第二→第十二 第三→第二 第十五→第五 东→西 西→东 南→北 北→南 供水→排水 排水→供水 客运→货运
中心卫生院→卫生院 卫生院→中心卫生院 中心→ 大→小 小→大 上→下 镇→乡 乡→镇 村村民→社区居民 局→委员会 县→区
区→县 老→新 中学→小学 小学→中学 有限公司→分公司 人民医院→中医医院
"""
TWINS = [pair.split("→") for pair in APART.split()]


def twins(name: str) -> Iterator[str]:
    """Yield names of other bodies that a careless eye takes for this one."""
    for mark, other in TWINS:
        if mark in name:
            yield name.replace(mark, other, 1)
            at = name.rindex(mark)
            yield name[:at] + other + name[at + len(mark) :]


def mistyped(name: str, chance: random.Random) -> str:
    """Return a name with one letter that looks or sounds alike; nothing where none of its letters has one."""
    places = [at for at, letter in enumerate(name) if letter in SIMILAR]
    if not places:
        return ""
    at = chance.choice(places)
    return name[:at] + SIMILAR[name[at]] + name[at + 1 :]


def world_of(name: str) -> World:
    """Return the world whose words lie in tests/data/rosters."""
    said = tomllib.loads((WORLDS / f"{name}.toml").read_text(encoding="utf-8"))
    listed = {key: words.split() for key, words in said.items() if isinstance(words, str)}
    named = {
        key: [(full, tuple(shorts.split())) for full, shorts in bodies.items()]
        for key, bodies in said.items()
        if isinstance(bodies, dict)
    }
    return World(**{**listed, **named, "city": said["city"], "group": said["group"]})


TUNED, HELD_OUT = world_of("tuned"), world_of("held_out")
