"""Documents to PDF, boxes, fonts and pictures, by programs that may be missing, hang or break off."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kit.docx.profiles.faces import font_environment
from kit.files import office

if TYPE_CHECKING:
    from collections.abc import Sequence


POPPLER = ("pdftotext", "pdftoppm", "pdffonts")
SECONDS = 120  # for LibreOffice without one more file done; poppler gets half
RESOLUTION = 150  # dots per inch: a sixth of a millimetre
FIRST_PAGES, LAST_PAGES = 6, 2  # of which pictures are made: a picture takes 6 MB


class NotRenderedError(Exception):
    """A document could not be turned into pages; the message says why, in Chinese."""


def missing_tools() -> tuple[str, ...]:
    """Return the programs that are needed and not there."""
    needed = () if office.libreoffice() else ("soffice",)
    return (*needed, *(name for name in POPPLER if office.program(name) is None))


def to_pdf(paths: Sequence[Path], folder: Path, seconds: float = SECONDS) -> dict[Path, Path]:
    """Return the PDF of every document, made in a folder by one start of LibreOffice.

    Raises NotRenderedError if LibreOffice is missing, takes too long, or leaves a document out.
    """
    program = office.libreoffice()
    if program is None:
        raise NotRenderedError("这台机器没有安装 LibreOffice")
    sources = {path: _copied(path, number, folder) for number, path in enumerate(paths, 1)}
    with tempfile.TemporaryDirectory(prefix="kit-lo-", ignore_cleanup_errors=True) as said:
        own = Path(said)
        try:
            problem = office.print_pdfs(
                program, sources.values(), (folder, own), font_environment(own), seconds
            )
        except office.ProgramError as error:
            raise NotRenderedError(str(error)) from None
    if problem:
        raise NotRenderedError(problem)
    made = {path: source.with_suffix(".pdf") for path, source in sources.items()}
    for path, pdf in made.items():
        if not pdf.is_file():
            raise NotRenderedError(f"LibreOffice 没有转出 {path.name}")
    return made


def _copied(path: Path, number: int, folder: Path) -> Path:
    """Copy under a plain name: two files may be called the same, and a template would be opened as new."""
    target = folder / f"{number}.docx"
    shutil.copyfile(path, target)
    return target


def _run(name: str, *words: str) -> str:
    found = office.program(name)
    if found is None:
        raise NotRenderedError(f"这台机器没有安装 {name}")
    try:
        return office.run([found, *words], SECONDS / 2)
    except office.ProgramError as error:
        raise NotRenderedError(str(error)) from None


def boxes(pdf: Path) -> str:
    """Return the words of a PDF with their boxes, as XHTML."""
    return _run("pdftotext", "-bbox-layout", str(pdf), "-")


def fonts(pdf: Path) -> tuple[str, ...]:
    """Return the names of the fonts a PDF shows, without the tags of their subsets."""
    lines = _run("pdffonts", str(pdf)).splitlines()[2:]
    return tuple(sorted({line.split()[0].rpartition("+")[2] for line in lines if line.strip()}))


def pictures(pdf: Path, count: int) -> dict[int, bytes]:
    """Return pictures (PPM) of the first and the last of so many pages, by page number."""
    made: dict[int, bytes] = {}
    last = max(FIRST_PAGES + 1, count - LAST_PAGES + 1)
    for first, end in ((1, min(FIRST_PAGES, count)), (last, count)):
        stem = pdf.with_name(f"{pdf.stem}-{first}")
        if first <= end:
            options = ["-r", str(RESOLUTION), "-f", str(first), "-l", str(end)]
            _run("pdftoppm", *options, str(pdf), str(stem))
        for path in sorted(pdf.parent.glob(f"{stem.name}-*.ppm")):
            made[int(path.stem.rpartition("-")[2])] = path.read_bytes()
    return made
