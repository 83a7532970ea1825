"""The two red double rules of a letter, as far as a document says where it draws them (GB/T 9704 10.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kit.lint.findings.demand import Demand, at, in_section, mm
from kit.lint.reading.kinds import has_letter_head
from kit.lint.reading.shapes import is_reddish

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.lint.findings.form import FormFinding, FormPlace
    from kit.lint.reading.pieces import StrokeForm
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile

RULES = {
    "LT-03": "信函格式的标志之下有红色双线，上粗下细，长170毫米，居中",
    "LT-04": "信函格式的首页下部有红色双线，上细下粗，长170毫米，居中，距下页边20毫米",
}
_CLAUSE = "GB/T 9704 10.1"
_OFF_CENTRE = 85  # twips, 1.5 mm
_NEAR = 170  # twips, 3 mm: two lines as near as this are one double rule


class Wanted(NamedTuple):
    """One of the two rules: how it is called and what it looks like."""

    rule: str
    name: str
    lines: str
    look: str


UPPER = Wanted("LT-03", "第一条双线", "thickThin", "上粗下细")
LOWER = Wanted("LT-04", "第二条双线", "thinThick", "上细下粗")


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the rules of a letter that has its mark; paper with a printed head has neither."""
    marks = document.of("标志")
    if not has_letter_head(document) or not document.sections:
        return
    place = at(document, marks[0])
    yield from _judged(document, UPPER, _upper(document, profile), place, profile)
    lower = _lower(document, profile)
    yield from _judged(document, LOWER, lower, in_section(document, 1), profile)
    yield from _height(document, lower, profile)


def _upper(document: DocumentForm, profile: Profile) -> tuple[StrokeForm, ...]:
    """Return the red lines in the upper half of the first page, as far as that is known."""
    marks, titles = document.of("标志"), document.of("标题")
    head = range(marks[0].number, titles[0].number)
    half = profile.page_height.twips / 2
    return tuple(
        one
        for one in document.strokes
        if is_reddish(one.colour)
        and (one.middle < half if one.middle is not None else one.where == "header" or one.paragraph in head)
    )


def _lower(document: DocumentForm, profile: Profile) -> tuple[StrokeForm, ...]:
    half = profile.page_height.twips / 2
    return tuple(
        one
        for one in document.strokes
        if is_reddish(one.colour) and (one.middle > half if one.middle is not None else one.where == "footer")
    )


def _judged(
    document: DocumentForm, wanted: Wanted, strokes: Sequence[StrokeForm], place: FormPlace, profile: Profile
) -> Iterator[FormFinding]:
    if not strokes:
        if not _may_be_hidden(document):
            demand = Demand(wanted.rule, _CLAUSE, "规定", f"红色双线，{wanted.look}", "请加上")
            yield demand.broken(place, f"信函没有{wanted.name}", "没有")
        return
    if problem := _look(wanted, strokes):
        demand = Demand(wanted.rule, _CLAUSE, "规定", f"红色双线，{wanted.look}", "请改线型")
        yield demand.broken(place, f"信函的{wanted.name}{problem}", problem)
    for problem, expected in _extent(strokes[0], profile):
        demand = Demand(wanted.rule, _CLAUSE, "规定", expected, "请改线的长度和位置")
        yield demand.broken(place, f"信函的{wanted.name}{problem}", problem)


def _may_be_hidden(document: DocumentForm) -> bool:
    """Return whether a table in the head, or a drawing that is not wholly readable, may be the rule."""
    title = document.of("标题")[0].number
    has_table = any(one.paragraph < title and any(one.edges.values()) for one in document.tables)
    return has_table or any(
        not one.lines or not one.colour or (one.middle is None and not one.is_border)
        for one in document.strokes
    )


def _look(wanted: Wanted, strokes: Sequence[StrokeForm]) -> str:
    """Return what is wrong with the look of a rule; two single lines beside each other are one rule."""
    if len(strokes) == 1:
        said = strokes[0].lines
        if said == "single":
            return "是单线"
        if said not in ("", wanted.lines):
            return {"double": "的两条线一样粗", "thickThin": "上粗下细", "thinThick": "上细下粗"}[said]
        return ""
    known = [(one.middle, one.weight) for one in strokes if one.middle is not None and one.lines == "single"]
    if len(known) != 2 or len(strokes) != 2 or abs(known[0][0] - known[1][0]) > _NEAR:  # noqa: PLR2004 - two lines
        return ""
    upper, lower = (weight for _, weight in sorted(known))
    if upper == lower:
        return "的两条线一样粗"
    shown = "上粗下细" if upper > lower else "上细下粗"
    return "" if shown == wanted.look else shown


def _extent(stroke: StrokeForm, profile: Profile) -> Iterator[tuple[str, str]]:
    if stroke.left is None or stroke.right is None:
        return
    value, length = profile.letter_rule_length, stroke.right - stroke.left
    if abs(length - value.twips) > value.tolerance * value.twips / value.number:
        yield f"长{mm(length)}", f"长{value.number:g}毫米"
    elif abs((stroke.left + stroke.right - profile.page_width.twips) / 2) > _OFF_CENTRE:
        yield f"左端离纸边{mm(stroke.left)}，不居中", "居中排布"


def _height(document: DocumentForm, lower: Sequence[StrokeForm], profile: Profile) -> Iterator[FormFinding]:
    value, sheet = profile.letter_rule_foot, profile.page_height
    middles = [one.middle for one in lower if one.middle is not None]
    if not middles:
        return
    foot = min((sheet.twips - one for one in middles), key=lambda one: abs(one - value.twips))
    if abs(foot - value.twips) > (value.tolerance + 0.5) * value.twips / value.number:
        demand = Demand("LT-04", value.clause, value.strength, "距下页边20毫米", "请改线的位置")
        yield demand.broken(in_section(document, 1), f"信函的第二条双线距下页边{mm(foot)}", mm(foot))
