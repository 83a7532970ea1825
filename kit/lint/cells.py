"""Characters on a line, computed from text area, type size and tracking (GB/T 9704 5.2.3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.lint.findings.demand import Demand, at
from kit.lint.page import nearest
from kit.lint.reading.positions import cell_of, left_of, right_of
from kit.word.profiles.value import TWIPS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.form import FormFinding
    from kit.lint.reading.records import DocumentForm, SectionForm
    from kit.word.profiles import Profile

RULES = {"PG-07": "每行排28个字"}


def check(document: DocumentForm, profile: Profile) -> Iterator[FormFinding]:
    """Yield a finding for each portrait section of the right size whose lines cannot hold 28 characters."""
    for section in document.sections:
        width = _width(section, profile)
        here = document.sentences.get(section.number, ())
        body = [one for one in here if one.size == profile.body_size.half_points and not left_of(one)]
        if not body or not width or section.grid == "linesAndChars":
            continue
        cells = Counter(int((width + 1) / cell_of(one) - right_of(one)) for one in body)
        count, _ = cells.most_common(1)[0]
        wanted, tolerance = int(profile.cells.number), profile.cells.tolerance
        if not wanted - tolerance <= count <= wanted:
            example = next(one for one in body if int((width + 1) / cell_of(one) - right_of(one)) == count)
            demand = Demand(
                "PG-07",
                profile.cells.clause,
                profile.cells.strength,
                f"每行{wanted}字",
                f"请把字符间距改成紧缩 {-profile.tracking.number:g} 磅",
            )
            yield demand.broken(at(document, example), f"版心一行排{count}个字", f"每行{count}字")


def _width(section: SectionForm, profile: Profile) -> float:
    """Return the width to fill, 0 where the margins are wrong: that is a fault of its own."""
    width = section.text_width or 0
    is_right = abs(width - nearest(section, profile).text_width) <= TWIPS_PER_MM
    return 0 if section.is_landscape or not is_right else width
