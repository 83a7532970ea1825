"""Documents to PDF, boxes, fonts and pictures, by programs that may be missing, hang or break off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kit.word.profiles.substitutes import font_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OFFICES = ("soffice", "libreoffice")
POPPLER = ("pdftotext", "pdftoppm", "pdffonts")
SECONDS = 120  # for LibreOffice; poppler gets half
RESOLUTION = 150  # dots per inch: a sixth of a millimetre
FIRST_PAGES, LAST_PAGES = 6, 2  # of which pictures are made: a picture takes 6 MB


class NotRenderedError(Exception):
    """A document could not be turned into pages; the message says why, in Chinese."""


def missing_tools() -> tuple[str, ...]:
    """Return the programs that are needed and not there."""
    office = () if office_program() else (OFFICES[0],)
    return (*office, *(name for name in POPPLER if shutil.which(name) is None))


def office_program() -> str | None:
    """Return the path of LibreOffice, or None."""
    return next((found for name in OFFICES if (found := shutil.which(name))), None)


def to_pdf(paths: Sequence[Path], folder: Path, seconds: float = SECONDS) -> dict[Path, Path]:
    """Return the PDF of every document, made in a folder by one start of LibreOffice.

    Raises NotRenderedError if LibreOffice is missing, takes too long, or leaves a document out.
    """
    office = office_program()
    if office is None:
        raise NotRenderedError("这台机器没有安装 LibreOffice")
    sources = {path: _copied(path, number, folder) for number, path in enumerate(paths, 1)}
    with tempfile.TemporaryDirectory(prefix="kit-lo-", ignore_cleanup_errors=True) as profile:
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
        words = [office, own, *options, *(str(source) for source in sources.values())]
        run(words, seconds, font_environment(Path(profile)))
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


def run(command: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None) -> str:
    """Return what a program prints; it and all it started are ended when the time is over.

    environment: its own, where it is not this process's. Raises NotRenderedError.
    """
    name = Path(command[0]).stem
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed program, its arguments are files
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            env=environment,
        )
    except OSError as error:
        raise NotRenderedError(f"{name} 启动不了（{error.strerror or error}）") from None
    try:
        printed, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise NotRenderedError(f"{name} 超过 {seconds:g} 秒没有做完，已经停掉") from None
    if process.returncode:
        raise NotRenderedError(f"{name} 没有做成（返回 {process.returncode}）")
    return printed.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with everything it has started."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()


def boxes(pdf: Path) -> str:
    """Return the words of a PDF with their boxes, as XHTML."""
    return run([_tool("pdftotext"), "-bbox-layout", str(pdf), "-"], SECONDS / 2)


def fonts(pdf: Path) -> tuple[str, ...]:
    """Return the names of the fonts a PDF shows, without the tags of their subsets."""
    lines = run([_tool("pdffonts"), str(pdf)], SECONDS / 2).splitlines()[2:]
    return tuple(sorted({line.split()[0].rpartition("+")[2] for line in lines if line.strip()}))


def pictures(pdf: Path, count: int) -> dict[int, bytes]:
    """Return pictures (PPM) of the first and the last of so many pages, by page number."""
    made: dict[int, bytes] = {}
    last = max(FIRST_PAGES + 1, count - LAST_PAGES + 1)
    for first, end in ((1, min(FIRST_PAGES, count)), (last, count)):
        stem = pdf.with_name(f"{pdf.stem}-{first}")
        if first <= end:
            options = ["-r", str(RESOLUTION), "-f", str(first), "-l", str(end)]
            run([_tool("pdftoppm"), *options, str(pdf), str(stem)], SECONDS / 2)
        for path in sorted(pdf.parent.glob(f"{stem.name}-*.ppm")):
            made[int(path.stem.rpartition("-")[2])] = path.read_bytes()
    return made


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NotRenderedError(f"这台机器没有安装 {name}")
    return found
