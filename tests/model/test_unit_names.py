"""One name, one unit: what clerks write is matched, what could be another's never is."""

import random
from collections.abc import Iterable, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roster_drawing import (
    HELD_OUT,
    TUNED,
    Named,
    Roster,
    Variant,
    draw_roster,
    squeezed,
    twins,
    units_of_world,
    written,
)

from kit.model.draft import Unit
from kit.model.likely_names import likely_units
from kit.model.roster import UnitNames, aliases

NUMBER = 4018
LEAST = 0.95
PLAIN = {"full", "spaces"}  # no shortening at all
WORLDS = {"tuned": TUNED, "held out": HELD_OUT}


def names_of(units: Iterable[Named]) -> UnitNames:
    """Return the names of a directory that gives full names only; the id of a unit is its name."""
    return aliases(Unit(unit.name, unit.name, unit.name, "", at, "") for at, unit in enumerate(units))


@pytest.fixture(scope="module", params=WORLDS)
def drawn(request: pytest.FixtureRequest) -> tuple[str, Roster, UnitNames]:
    roster = draw_roster(WORLDS[request.param], NUMBER, seed=7)
    return request.param, roster, names_of(roster.units)


def share(variants: Sequence[Variant], names: UnitNames) -> float:
    return sum(names.get(variant.said) == variant.unit.name for variant in variants) / len(variants)


def test_a_roster_of_4018_names_is_matched_to_95_percent_and_never_wrongly(
    drawn: tuple[str, Roster, UnitNames],
) -> None:
    world, roster, names = drawn
    shortenings = [variant for variant in roster.variants if variant.habit not in PLAIN]

    matched, of_shortenings = share(roster.variants, names), share(shortenings, names)
    wrong = [v.said for v in roster.variants if names.get(v.said) not in {v.unit.name, None}]
    print(  # noqa: T201 - the figures, for whoever runs it with -s
        f"{world}: {len(roster.units)} units, {len(roster.variants)} spellings, matched {matched:.2%}, "
        f"of the {len(shortenings)} that shorten or add {of_shortenings:.2%}, wrong {len(wrong)}"
    )

    assert len(roster.units) == NUMBER
    assert matched >= LEAST
    assert of_shortenings >= LEAST
    assert wrong == []


def test_what_may_mean_two_units_means_neither(drawn: tuple[str, Roster, UnitNames]) -> None:
    _, roster, names = drawn

    assert [said for said in roster.shared if names.get(said) is not None] == []


def test_names_of_units_that_are_not_in_the_roster_are_nobody_s(
    drawn: tuple[str, Roster, UnitNames],
) -> None:
    _, roster, names = drawn

    assert len(roster.strange) > 1000
    assert [said for said in roster.strange if names.get(said) is not None] == []


def test_a_twin_that_is_not_in_the_roster_is_not_the_other_twin(
    drawn: tuple[str, Roster, UnitNames],
) -> None:
    _, roster, names = drawn
    known = {squeezed(unit.name) for unit in roster.units} | {squeezed(v.said) for v in roster.variants}
    drawn_up = {twin for unit in roster.units for twin in twins(unit.name)}
    said = {twin for twin in drawn_up if squeezed(twin) not in known}

    assert len(said) > NUMBER
    assert [twin for twin in sorted(said) if names.get(twin) is not None] == []


def test_a_slip_is_proposed_and_never_taken(drawn: tuple[str, Roster, UnitNames]) -> None:
    world, roster, names = drawn
    slips = roster.typos[:200]

    likely = {slip.said: likely_units(slip.said, names) for slip in slips}
    right = sum(likely[slip.said] == (slip.unit.name,) for slip in slips)
    print(f"{world}: {len(slips)} slips, proposed {right}")  # noqa: T201 - the same

    assert [slip.said for slip in roster.typos if names.get(slip.said) is not None] == []
    assert [slip.said for slip in slips if likely[slip.said] not in {(), (slip.unit.name,)}] == []
    assert right > len(slips) // 3


@settings(max_examples=40)
@given(st.sampled_from(sorted(WORLDS)), st.integers(2, 80), st.integers(0, 10**6))
def test_in_no_part_of_a_roster_does_a_name_lead_to_a_unit_that_nobody_would_write_so(
    world: str, number: int, seed: int
) -> None:
    """One name, one unit, however few units there are and whatever the others are called."""
    chance = random.Random(seed)  # noqa: S311 - the same every time, no secret
    pool = everybody(world)
    if seed % 2:  # of one county, or of all mixed
        county = chance.choice(WORLDS[world].counties)
        pool = [(unit, said) for unit, said in pool if unit.county == county]
    inside = chance.sample(pool, number)
    names = names_of(unit for unit, _ in inside)
    means: dict[str, set[str]] = {}
    for unit, said in inside:
        for spelling in said:
            means.setdefault(squeezed(spelling), set()).add(unit.name)

    for _, said in (*inside, *chance.sample(pool, 60)):
        for spelling in said:
            found, possible = names.get(spelling), means.get(squeezed(spelling), set())
            assert found is None or possible == {found}, spelling


@cache
def everybody(world: str) -> list[tuple[Named, list[str]]]:
    """Return every unit of a world with what clerks write for it."""
    chance, words = random.Random(1), WORLDS[world]  # noqa: S311 - the same every time, no secret
    return [(unit, [v.said for v in written(unit, words, chance)]) for unit in units_of_world(words, 3)]


@pytest.mark.parametrize(
    ("roster", "said", "meant"),
    [
        (["青山县第一小学", "青山县第十一小学"], "县十一小", "青山县第十一小学"),
        (["青山县第一小学", "青山县第十一小学"], "青山县第1小学", "青山县第一小学"),
        (["青山县第十一小学", "青山县财政局"], "青山县第一小学", None),
        (["青山县青龙镇卫生院", "青山县青龙镇中心卫生院"], "青龙卫生院", "青山县青龙镇卫生院"),
        (["青山县青龙镇中心卫生院", "青山县财政局"], "青龙镇卫生院", None),
        (["青山县青龙镇卫生院", "青山县青龙乡卫生院"], "青龙卫生院", None),
        (["三江供水有限公司", "三江排水有限公司"], "三江供水", "三江供水有限公司"),
        (["三江供水有限公司", "三江排水有限公司"], "三江水务", None),
        (
            ["青山县第一中学（东校区）", "青山县第一中学（西校区）"],
            "青山县第一中学(东校区)",
            "青山县第一中学（东校区）",
        ),
        (["青山县第一中学（东校区）", "青山县第一中学（西校区）"], "青山县第一中学", None),
    ],
)
def test_twins_are_told_apart(roster: list[str], said: str, meant: str | None) -> None:
    assert names_of(Named(name) for name in roster).get(said) == meant


@pytest.mark.parametrize(
    ("said", "likely"),
    [
        ("青山县财证局", ("青山县财政局",)),
        ("青山县才政局", ("青山县财政局",)),
        ("青山县残人会", ("青山县残疾人联合会",)),  # no table knows it
        ("青山县第三小学", ()),  # a number never slips
        ("青山县东河小学", ()),
        ("青山县红旗小学", ()),  # makes as much sense as 红星
        ("财务科", ()),
    ],
)
def test_only_what_is_likely_is_proposed(said: str, likely: tuple[str, ...]) -> None:
    roster = ("财政局", "残疾人联合会", "第一小学", "西河小学", "红星小学")
    names = names_of(Named(f"青山县{name}") for name in roster)

    assert names.get(said) is None
    assert likely_units(said, names) == likely


@pytest.mark.parametrize(
    ("said", "likely"),
    [
        ("智能装备", ("北屏机床智能装备有限公司",)),
        ("审计法务部", ("集团审计法务部",)),
        ("中心小学", ()),  # of which town
        ("机床智能", ()),
    ],
)
def test_the_middle_of_a_firms_name_and_the_owners_own_department_are_proposed(
    said: str, likely: tuple[str, ...]
) -> None:
    roster = ("北屏机床智能装备有限公司", "北屏机床铸锻有限公司", "集团审计法务部", "柳沟镇中心小学")
    names = names_of(map(Named, roster))

    assert likely_units(said, names) == likely
