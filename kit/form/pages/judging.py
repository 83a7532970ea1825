"""Judging a document as it was printed: every rule of this folder over its pages.

Whether the pages were set in the fonts the document names: only then are they what will be printed.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.form.pages import body, converting, distances, ends, furniture, letter
from kit.form.pages.pages import Rendered, read_pages
from kit.form.pages.sheet import RenderedDocument, placed, unverified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.docx.profiles.value import Profile
    from kit.docx.reading.form import DocumentForm
    from kit.form.rule import FormFinding


def check(sheet: RenderedDocument) -> Iterator[FormFinding]:
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


def render(path: Path, seconds: float = converting.SECONDS) -> Rendered:
    """Return a document's pages; raises NotRenderedError."""
    with tempfile.TemporaryDirectory(prefix="kit-render-", ignore_cleanup_errors=True) as folder:
        return read_rendered(converting.to_pdf([path], Path(folder), seconds)[path])


def read_rendered(pdf: Path) -> Rendered:
    """Return the pages of a PDF; raises NotRenderedError."""
    pages = read_pages(converting.boxes(pdf))
    pictures = converting.pictures(pdf, len(pages))
    pages = tuple(replace(page, picture=pictures.get(page.number, b"")) for page in pages)
    return Rendered(pages, converting.fonts(pdf))


def spread(document: DocumentForm, rendered: Rendered, profile: Profile) -> RenderedDocument:
    """Return a rendered document with its paragraphs found on the pages."""
    foot = profile.page_height.number - profile.area_bottom.number + profile.number_drop.number / 2
    return RenderedDocument(document, rendered, profile, placed(document, rendered.pages, foot))


def rendered_findings(
    path: Path, document: DocumentForm, profile: Profile
) -> tuple[list[FormFinding], RenderedDocument | None]:
    """Return what is wrong on the pages or could not be verified, and the pages if there are any."""
    if missing := converting.missing_tools():
        why = f"没有安装 {'、'.join(missing)}"
        return [unverified(document, why, "请安装 LibreOffice 和 poppler 再查版面")], None
    try:
        sheet = spread(document, render(path), profile)
    except converting.NotRenderedError as error:
        return [unverified(document, str(error), "请在 Word 里看打印预览")], None
    return list(judged(sheet)), sheet


def judged(sheet: RenderedDocument) -> Iterator[FormFinding]:
    """Yield the findings of every rule about printed pages."""
    for check_pages in CHECKS:
        yield from check_pages(sheet)


CHECKS = (
    check,
    body.check,
    letter.check_marks,
    distances.check,
    letter.check_letter,
    ends.check,
    furniture.check,
)
