"""Whether the pages were set in the fonts the document names: only then are they what will be printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.rendering.verdict import unverified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.rule import FormFinding
    from kit.lint.rendering.sheet import Sheet
    from kit.word.profiles import Profile


def check(sheet: Sheet) -> Iterator[FormFinding]:
    """Yield one finding for all fonts that were substituted."""
    named = {
        run.fonts.east_asia
        for paragraph in sheet.document.paragraphs
        for run in paragraph.runs
        if run.wide and run.fonts.east_asia
    }
    shown = {_bare(font) for font in sheet.rendered.fonts}
    missing = sorted(font for font in named if not _is_shown(font, shown, sheet.profile))
    if missing:
        remedy = "行数、字数和位置按替代字体量得，请在装有这些字体的机器上复查"
        yield unverified(sheet.document, f"这台机器没有{'、'.join(missing)}，版面用替代字体排出", remedy)


def _is_shown(font: str, shown: set[str], profile: Profile) -> bool:
    """Return whether a font, under one of its names, is among the fonts of the PDF."""
    names = {_bare(font)}
    for face in profile.faces.values():
        if face.covers(font):
            names |= {_bare(name) for name in face.family}
    return any(one.startswith(name) for one in shown for name in names)


def _bare(font: str) -> str:
    return re.sub(r"[\s_-]", "", font).lower()
