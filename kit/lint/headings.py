"""Faces and sizes of headings by their level (GB/T 9704 7.3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at, size_name
from kit.lint.reading.elements import heading_part
from kit.lint.reading.records import commonest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm, Role
    from kit.word.profiles import FaceName, Profile

RULES = {"MB-08": "一级黑体、二级楷体、三级四级仿宋，都是3号"}
FACES: dict[Role, FaceName] = {"一级": "黑体", "二级": "楷体", "三级": "仿宋", "四级": "仿宋"}
_CLAUSE = "GB/T 9704 7.3.3"


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield faults of the headings that were recognised by their numbers."""
    for level, name in FACES.items():
        for paragraph in document.of(level):
            shown, size = _heading_form(paragraph)
            if shown and not profile.faces[name].covers(shown):
                demand = Demand(
                    "MB-08", _CLAUSE, "一般", f"{level}标题用{name}", f"请把{level}标题改成{name}"
                )
                yield demand.broken(at(document, paragraph), f"{level}标题用的是{shown}", shown)
            if size and size != profile.body_size.half_points:
                demand = Demand("MB-08", _CLAUSE, "一般", f"{level}标题用3号字", f"请把{level}标题改成3号")
                measured = size_name(size)
                yield demand.broken(at(document, paragraph), f"{level}标题用的是{measured}字", measured)


def _heading_form(paragraph: ParagraphForm) -> tuple[str, float]:
    """Return font and size of most of a heading's own words, what runs on behind it left out."""
    room = len(heading_part(paragraph)) - len(paragraph.label)
    fonts: list[tuple[str, int]] = []
    sizes: list[tuple[float, int]] = []
    for run in paragraph.runs:
        count = min(run.wide, max(room, 0))
        room -= len(run.text)
        fonts.append((run.fonts.east_asia, count))
        sizes.append((run.size, count))
    return commonest(fonts, ""), commonest(sizes, 0.0)
