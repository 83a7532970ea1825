"""Which unit a name that is nobody's may mean: a slip of one letter, or a shortening that no table knows.

A proposal is asked, never taken. A slip is likely only where the words make no sense as they were written and
do as the roster writes them; letters that tell bodies apart (numbers, directions, classes of places) never
slip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.naming import plain, spelled, without_outer_place
from kit.text.cutting import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kit.model.roster import UnitNames


TELLING = frozenset(
    "零一二三四五六七八九十0123456789东西南北中上下左右前后内外大小新老旧高低男女供排省市州县区旗镇乡村社"
)
LEAST_SHORTENED = 3  # characters
MOST_LIKELY = 5  # units: more are no hint


def likely_units(name: object, names: UnitNames) -> tuple[str, ...]:
    """Return the ids of the units that a name may mean: those that have it, else likely ones."""
    said = str(name)
    if several := names.ids(said):
        return tuple(sorted(several))
    forms = tuple(
        dict.fromkeys((spelled(without_outer_place(said, names.places)), spelled(said), plain(said)))
    )
    for propose in (_without_place, _slips, _shortenings, _middles):
        found = {id_ for form in forms for id_ in propose(form, names)}
        if found and len(found) <= MOST_LIKELY:
            return tuple(sorted(found))
    return ()


def _without_place(said: str, names: UnitNames) -> Iterable[str]:
    """Return the units that may be called so where everybody knows of which place one speaks."""
    return names.perhaps.get(said, ())


def _slips(said: str, names: UnitNames) -> Iterator[str]:
    """Yield the units with a name one letter away that makes more sense than what was written."""
    near = [form for form in _near(said, names) if _is_slip(said, form)]
    if not near:
        return
    words = dict(zip((said, *near), map(len, segment((said, *near))), strict=True))
    for form in near:
        if words[form] < words[said]:
            yield from _ids_of(form, names)


def _near(said: str, names: UnitNames) -> set[str]:
    """Return names of about this length that share either half of it, as names one letter away must."""
    half = len(said) // 2
    return {
        form
        for key in ((said[:half], ""), ("", said[len(said) - half :]))
        for form in names.halves.get(key, ())
        if abs(len(form) - len(said)) <= 1
    }


def _is_slip(said: str, meant: str) -> bool:
    """Return whether one letter was put for another, left out or put in, or two exchanged, and none tells."""
    start = next((at for at, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), None)
    if start is None:
        start = min(len(said), len(meant))
    for was, should in ((1, 1), (0, 1), (1, 0)):
        if said[start + was :] == meant[start + should :]:
            differ = said[start : start + was] + meant[start : start + should]
            return bool(differ) and not set(differ) & TELLING
    swapped = said[start + 1 : start + 2] + said[start : start + 1]
    return len(swapped) > 1 and said[:start] + swapped + said[start + 2 :] == meant


def _shortenings(said: str, names: UnitNames) -> Iterator[str]:
    """Yield the units whose name holds these letters in this order and loses none that tells.

    What a name only begins with is where the unit is, and no shortening of it.
    """
    if len(said) < LEAST_SHORTENED:
        return
    for form, ids in names.by_first.get(said[0], ()):
        left = _left_out(said, form)
        if left is not None and not form.startswith(said) and not set(left) & TELLING:
            yield from ids


FIRMS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
OWNERS = {"集团", "集团公司", "总公司", "公司", "机关"}  # what a body's own departments leave out


def _middles(said: str, names: UnitNames) -> Iterator[str]:
    """Yield the firms that are called so between whose they are and 有限公司, and the owner's department.

    What stands before a school or an office tells it apart from others of its sort.
    """
    if len(said) < LEAST_SHORTENED + 1:
        return
    for form, ids in names.stated.items():
        owner, found, ending = form.partition(said)
        if found and owner and (ending in FIRMS or (not ending and owner in OWNERS)):
            yield from ids


def _left_out(short: str, long: str) -> str | None:
    """Return the letters of a longer text that a shorter one leaves out; None if it says others.

    >>> _left_out("残联", "残疾人联合会"), _left_out("财政所", "残疾人联合会")
    ('疾人合会', None)
    """
    at, left = 0, []
    for letter in long:
        if at < len(short) and letter == short[at]:
            at += 1
        else:
            left.append(letter)
    return "".join(left) if at == len(short) and left else None


def _ids_of(form: str, names: UnitNames) -> Iterable[str]:
    tables: tuple[Mapping[str, frozenset[str]], ...] = (names.stated, names.spelled, names.shortened)
    return next((found for table in tables if (found := table.get(form))), ())
