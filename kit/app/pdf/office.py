"""LibreOffice as a converter: many files in one start, a folder of its own, never waited for without end."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kit.docx.profiles.faces import font_environment
from kit.files import office
from kit.files.writing import write_atomically
from kit.model.finding import ToolError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


CHUNK = 40  # files of one start; a start costs a second, a file a sixteenth of one
PATIENCE = 90  # seconds without one more file done; the first start makes a profile, slow machines included
TAIL = 1024  # bytes in which the end of a PDF stands


@dataclass(frozen=True)
class Converted:
    """What became of one file."""

    source: Path
    pdf: Path | None  # None if it could not be converted
    problem: str = ""
    is_set_left: bool = False  # its lines are not justified, so that no mark is lost
    lost: int = 0  # marks of the text that the PDF does not show all the same


def office_program() -> str:
    """Return the path of LibreOffice; raises ToolError where there is none."""
    found = office.libreoffice()
    if found is None:
        raise ToolError(
            "预览",
            "本机没有 LibreOffice，做不了 PDF",
            "请装 LibreOffice（7.4 或更新）再来；文稿本身已经做好，可以直接用 Word 或 WPS 打开",
        )
    return found


def convert(
    sources: Sequence[Path], folder: Path, progress: Callable[[int, int], None] | None = None
) -> tuple[Converted, ...]:
    """Return what became of each file; PDFs are laid into the folder under the names of their files.

    sources: files whose names differ, each converted with as few starts as possible. A file on which
    LibreOffice fails or hangs is found out and left behind; the rest go on. Raises ToolError, WriteError.
    """
    program, done = office_program(), []
    with tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as workshop:
        for at in range(0, len(sources), CHUNK):
            for each in _chunk(program, sources[at : at + CHUNK], Path(workshop)):
                done.append(_laid(each, folder))
                if progress:
                    progress(len(done), len(sources))
    order = {source: number for number, source in enumerate(sources)}
    return tuple(sorted(done, key=lambda each: order[each.source]))


def _chunk(program: str, sources: Sequence[Path], workshop: Path) -> Iterator[Converted]:
    """Yield what became of each file of a chunk.

    The first file that a start has not done is the one it failed at: it goes once more by itself, then the
    rest go on in a new start.
    """
    waiting = list(sources)
    while waiting:
        problem = _start(program, waiting, workshop)
        made = [source for source in waiting if _is_whole(_pdf(workshop, source))]
        yield from (Converted(source, _pdf(workshop, source)) for source in made)
        waiting = [source for source in waiting if source not in made]
        if waiting:
            suspect = waiting.pop(0)
            problem = _start(program, [suspect], workshop) or problem or "LibreOffice 读不了这个文件"
            pdf = _pdf(workshop, suspect)
            yield Converted(suspect, pdf) if _is_whole(pdf) else Converted(suspect, None, problem)


def _is_whole(pdf: Path) -> bool:
    """Return whether a PDF was written to its end: LibreOffice may have been stopped in the midst of it."""
    return pdf.is_file() and b"%%EOF" in pdf.read_bytes()[-TAIL:]


def _pdf(workshop: Path, source: Path) -> Path:
    return workshop / "pdf" / f"{source.stem}.pdf"


def _start(program: str, sources: Sequence[Path], workshop: Path) -> str:
    """Run LibreOffice once over these files; return what went wrong with it, or nothing."""
    folders = (workshop / "pdf", workshop / "profile")
    try:
        return office.print_pdfs(program, sources, folders, font_environment(workshop), PATIENCE)
    except office.ProgramError as error:
        raise ToolError("预览", str(error), "请重装 LibreOffice 再来") from None


def _laid(converted: Converted, folder: Path) -> Converted:
    """Move a PDF to where it belongs, whole or not at all; raises WriteError.

    Where there is none, an older one of that name is taken away: it shows another text.
    """
    target = folder / f"{converted.source.stem}.pdf"
    if converted.pdf is not None:
        write_atomically(target, converted.pdf.read_bytes())
        return Converted(converted.source, target)
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(
            str(target), f"旧的 PDF 删不掉（{error.strerror}）", "请关掉正在打开它的程序，再来一次"
        ) from None
    return converted
