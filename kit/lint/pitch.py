"""Lines on a page, computed from text area, pitch and grid (GB/T 9704 5.2.3)."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.page import nearest
from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, ParagraphForm, SectionForm
    from kit.word.profiles import Profile

RULES = {"PG-06": "每面排22行"}
SINGLE = (1.0, 1.5)  # times the type size: what fonts take for single spacing
Range = tuple[float, float]


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a finding for each portrait section whose body lines cannot be 22 on a page."""
    for section in document.sections:
        body = document.sentences.get(section.number, ())
        if not body or section.is_landscape:
            continue
        height = _height(section, profile)
        pitches = Counter(_pitch(paragraph, section) for paragraph in body)
        pitch, _ = pitches.most_common(1)[0]
        example = next(one for one in body if _pitch(one, section) == pitch)
        yield from _lines(document, example, pitch, height, profile)


def _height(section: SectionForm, profile: Profile) -> float:
    """Return the height to fill: the profile's where the margins are wrong, which is a fault of its own."""
    followed = nearest(section, profile)
    height = section.text_height or 0
    return height if abs(height - followed.text_height) <= TWIPS_PER_MM else followed.text_height


def _lines(
    document: DocumentForm, example: ParagraphForm, pitch: Range, height: float, profile: Profile
) -> Iterator[FormFinding]:
    least, most = (math.floor((height + 1) / one) for one in reversed(pitch))
    wanted = int(profile.lines.number)
    if least <= wanted <= most or not most:
        return
    count = f"{least}行" if least == most else f"{least}至{most}行"
    expected = f"每面{wanted}行"
    remedy = f"请把行距改成固定值 {math.floor(height / wanted) / 20:g} 磅"
    demand = Demand("PG-06", profile.lines.clause, profile.lines.strength, expected, remedy)
    ends = [f"{round(one / 20, 2):g}" for one in pitch]
    points = f"{ends[0]}磅" if ends[0] == ends[1] else f"约{ends[0]}至{ends[1]}磅"
    problem = f"正文行距{points}，225毫米高的版心一面只排得下{count}"
    if least > wanted:
        problem = f"正文行距{points}，225毫米高的版心一面会排{count}"
    yield demand.broken(at(document, example), problem, f"每面{count}")


def _pitch(paragraph: ParagraphForm, section: SectionForm) -> Range:
    """Return the least and the greatest height a line can have; fonts differ where it is not exact."""
    spacing = paragraph.spacing
    if spacing.rule == "exact" and spacing.line:
        return spacing.line, spacing.line
    low, high = (paragraph.size * 10 * factor for factor in SINGLE)
    grid = section.grid_pitch if section.grid != "default" and spacing.is_snapped else None
    if spacing.rule == "atLeast":
        least = spacing.line or 0
        return _on_grid(max(low, least), grid), _on_grid(max(high, least), grid)
    times = (spacing.line or 240) / 240
    return _on_grid(low, grid) * times, _on_grid(high, grid) * times


def _on_grid(height: float, grid: float | None) -> float:
    return math.ceil(height / grid) * grid if grid and grid > 0 else height
