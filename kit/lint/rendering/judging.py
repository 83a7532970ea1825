"""Judging a document as it was printed: every rule of this folder over its pages."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.lint.rendering import body, converting, distances, ends, fonts, furniture, letter, marks
from kit.lint.rendering.pages import Rendered, read_pages
from kit.lint.rendering.placing import placed
from kit.lint.rendering.sheet import Sheet
from kit.lint.rendering.verdict import unverified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lint.findings.rule import FormFinding
    from kit.lint.reading.records import DocumentForm
    from kit.word.profiles import Profile


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


def spread(document: DocumentForm, rendered: Rendered, profile: Profile) -> Sheet:
    """Return a rendered document with its paragraphs found on the pages."""
    foot = profile.page_height.number - profile.area_bottom.number + profile.number_drop.number / 2
    return Sheet(document, rendered, profile, placed(document, rendered.pages, foot))


def rendered_findings(
    path: Path, document: DocumentForm, profile: Profile
) -> tuple[list[FormFinding], Sheet | None]:
    """Return what is wrong on the pages or could not be verified, and the pages if there are any."""
    if missing := converting.missing_tools():
        why = f"没有安装 {'、'.join(missing)}"
        return [unverified(document, why, "请安装 LibreOffice 和 poppler 再查版面")], None
    try:
        sheet = spread(document, render(path), profile)
    except converting.NotRenderedError as error:
        return [unverified(document, str(error), "请在 Word 里看打印预览")], None
    return list(judged(sheet)), sheet


def judged(sheet: Sheet) -> Iterator[FormFinding]:
    """Yield the findings of every rule about printed pages."""
    for module in (fonts, body, marks, distances, letter, ends, furniture):
        yield from module.check(sheet)
