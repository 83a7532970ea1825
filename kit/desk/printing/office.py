"""LibreOffice as a converter: many files in one start, a folder of its own, never waited for without end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from kit.nouns.errors import ToolError, WriteError
from kit.word.profiles.substitutes import font_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CHUNK = 40  # files of one start; a start costs a second, a file a sixteenth of one
PATIENCE = 90  # seconds without one more file done; the first start makes a profile, slow machines included
GLANCE = 0.2  # seconds between two looks at what is done
TAIL = 1024  # bytes in which the end of a PDF stands
_NAMES = ("soffice", "libreoffice", "soffice.com")
_ELSEWHERE = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


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
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    found = found or next((path for path in _ELSEWHERE if Path(path).is_file()), None)
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
    command = [
        program,
        f"-env:UserInstallation={(workshop / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export"),
        *("--outdir", str(workshop / "pdf"), *(str(source) for source in sources)),
    ]
    try:
        with subprocess.Popen(  # noqa: S603 - a program of this machine, with our own files
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=font_environment(workshop),
        ) as running:
            return _waited(running, workshop / "pdf")
    except OSError as error:
        raise ToolError(
            "预览", f"LibreOffice 开不起来（{error.strerror or error}）", "请重装 LibreOffice 再来"
        ) from None


def _waited(running: subprocess.Popen[bytes], folder: Path) -> str:
    """Wait until LibreOffice ends, or until it has not finished one more file for too long."""
    finished, since = 0, monotonic()
    while True:
        try:
            status = running.wait(GLANCE)
        except subprocess.TimeoutExpired:
            now = len(list(folder.glob("*.pdf")))
            if now != finished:
                finished, since = now, monotonic()
            elif monotonic() - since > PATIENCE:
                _end(running)
                return f"LibreOffice 停在这个文件上，{PATIENCE} 秒没有动静"
        except BaseException:
            _end(running)
            raise
        else:
            return f"LibreOffice 在这个文件上中途退出（{status}）" if status else ""


def _end(running: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and the processes it has started; they are a session of their own."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415 - process groups are not for Windows

        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        tree = ["taskkill", "/T", "/F", "/PID", str(running.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603 - a program of Windows itself
    running.wait()


def _laid(converted: Converted, folder: Path) -> Converted:
    """Move a PDF to where it belongs, whole or not at all; raises WriteError.

    Where there is none, an older one of that name is taken away: it shows another text.
    """
    target = folder / f"{converted.source.stem}.pdf"
    beside = target.with_name(f".~{target.name}.part")
    try:
        if converted.pdf is None:
            target.unlink(missing_ok=True)
            return converted
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(converted.pdf, beside)
        beside.replace(target)
    except OSError as error:
        raise WriteError(
            str(target), f"写不下（{error.strerror}）", "请关掉正在打开它的程序，检查磁盘空间，再来一次"
        ) from None
    return Converted(converted.source, target)
