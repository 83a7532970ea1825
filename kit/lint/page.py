"""Paper and margins of every section (GB/T 9704 5.1, 5.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, in_section, mm
from kit.word.profiles import STANDARD
from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, SectionForm
    from kit.word.profiles import Profile, Value

RULES = {
    "PG-01": "用纸为 A4",
    "PG-02": "天头、订口",
    "PG-03": "版心尺寸",
    "PG-04": "下白边、右白边",
    "PG-09": "后面各节与第一节同样合格",
}
_NAMES = {"top": "上边距（天头）", "left": "左边距（订口）", "bottom": "下边距", "right": "右边距"}
_RULE = {"top": "PG-02", "left": "PG-02", "bottom": "PG-04", "right": "PG-04"}
_ROUNDING = 6  # twips, a tenth of a millimetre: margins are typed with one decimal


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of paper and margins; a document may follow profile A or B."""
    for section in document.sections:
        rule = "PG-09" if section.number > 1 and not _is_like(section, document.sections[0]) else None
        yield from _paper(document, section, profile, rule)
        if section.is_landscape:
            yield from _turned(document, section, profile, rule)
        else:
            yield from _margins(document, section, nearest(section, profile), rule)


def _is_like(section: SectionForm, first: SectionForm) -> bool:
    names = ("width", "height", "gutter", *_NAMES)
    return all(getattr(section, name) == getattr(first, name) for name in names)


def nearest(section: SectionForm, profile: Profile) -> Profile:
    """Return the profile whose margins the section comes closest to; the chosen one if it is a tie."""
    ranked = [profile, *(one for one in STANDARD if one is not profile)]
    return min(ranked, key=lambda one: _distance(section, one))


def _distance(section: SectionForm, profile: Profile) -> int:
    sides = [(getattr(section, name), getattr(profile, name)) for name in _NAMES]
    return sum(1 for said, value in sides if said is None or not _fits(abs(said), value))


def _fits(twips: float, value: Value) -> bool:
    return abs(twips - value.twips) <= value.tolerance * TWIPS_PER_MM + _ROUNDING


def _paper(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: str | None
) -> Iterator[FormFinding]:
    width, height = section.width, section.height
    if width is None or height is None:
        return  # nothing was said: the program decides
    sides = sorted((width, height))
    if _fits(sides[0], profile.page_width) and _fits(sides[1], profile.page_height):
        return
    paper = profile.page_width
    measured = f"{mm(width)}×{mm(height)}"
    demand = Demand(
        rule or "PG-01", paper.clause, paper.strength, "A4 纸（210×297毫米）", "请在页面设置里改成 A4"
    )
    yield demand.broken(in_section(document, section.number), f"用纸是 {measured}", measured)


def _margins(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: str | None
) -> Iterator[FormFinding]:
    faults = list(_sides(document, section, profile, rule))
    yield from faults
    if not faults and not list(_paper(document, section, profile, rule)):
        yield from _area(document, section, profile, rule)


def _sides(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: str | None
) -> Iterator[FormFinding]:
    for name, title in _NAMES.items():
        said, value = getattr(section, name), getattr(profile, name)
        gutter = section.gutter if name == "left" else 0
        if said is None or _fits(abs(said) + gutter, value):
            continue
        expected = _expected(name, profile)
        demand = Demand(
            rule or _RULE[name],
            value.clause,
            value.strength,
            expected,
            f"请把{title}改成 {value.number:g} 毫米",
        )
        measured = mm(abs(said) + gutter)
        yield demand.broken(in_section(document, section.number), f"{title}是 {measured}", measured, "error")


def _expected(name: str, profile: Profile) -> str:
    """Return what a side should be; the standard itself gives top, left and the text area only."""
    value: Value = getattr(profile, name)
    if name in ("top", "left"):
        return f"{value.number:g}±{value.tolerance:g}毫米（{profile.title}）"
    area = f"{mm(profile.text_width)}×{mm(profile.text_height)}"
    return f"版心{area}，推算出{_NAMES[name]} {value.number:g}毫米（{profile.title}）"


def _area(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: str | None
) -> Iterator[FormFinding]:
    width, height = section.text_width, section.text_height
    if width is None or height is None:
        return
    room = TWIPS_PER_MM + _ROUNDING
    if abs(width - profile.text_width) <= room and abs(height - profile.text_height) <= room:
        return
    measured = f"{mm(width)}×{mm(height)}"
    expected = f"{mm(profile.text_width)}×{mm(profile.text_height)}（{profile.title}）"
    demand = Demand(rule or "PG-03", "GB/T 9704 5.2.1", "规定", expected, "请调整页边距")
    yield demand.broken(in_section(document, section.number), f"版心是 {measured}", measured)


def _turned(
    document: DocumentForm, section: SectionForm, profile: Profile, rule: str | None
) -> Iterator[FormFinding]:
    """Yield the fault of a landscape section: its text area must be the portrait one, turned."""
    width, height = section.text_width, section.text_height
    if width is None or height is None:
        return
    room = 2 * TWIPS_PER_MM + _ROUNDING
    known = (profile, *STANDARD)
    if any(abs(width - p.text_height) <= room and abs(height - p.text_width) <= room for p in known):
        return
    measured = f"{mm(width)}×{mm(height)}"
    expected = f"{mm(profile.text_height)}×{mm(profile.text_width)}"
    demand = Demand(rule or "PG-03", "GB/T 9704 5.2.1", "规定", expected, "请调整横排页的页边距")
    yield demand.broken(in_section(document, section.number), f"横排页的版心是 {measured}", measured)
