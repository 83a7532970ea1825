"""LibreOffice and other programs of this machine: found in one place, never waited for without end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


GLANCE = 0.2  # seconds between two looks at what is done
_NAMES = ("soffice", "libreoffice", "soffice.com")
_ELSEWHERE = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


class ProgramError(Exception):
    """A program of this machine did not do its work; the message says why, in Chinese."""


def program(name: str) -> str | None:
    """Return the path of a program such as pdftotext, or None where it is not installed."""
    return shutil.which(name)


def libreoffice() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    found = next((path for name in _NAMES if (path := program(name))), None)
    return found or next((path for path in _ELSEWHERE if Path(path).is_file()), None)


def print_pdfs(
    office: str,
    sources: Iterable[Path],
    folders: tuple[Path, Path],
    environment: Mapping[str, str],
    patience: float,
) -> str:
    """Lay a PDF of each file into a folder by one start of LibreOffice; return what went wrong, or nothing.

    folders: for the PDFs, named like their sources, and for LibreOffice's own profile, so that a window of
    it that is open does not matter. patience: seconds without one more file done, after which it is ended.
    Raises ProgramError if it does not start.
    """
    target, profile = folders
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export"),
        *("--outdir", str(target), *(str(source) for source in sources)),
    ]
    with _started(command, "LibreOffice", subprocess.DEVNULL, environment) as running:
        return _waited(running, target, patience)


def _waited(running: subprocess.Popen[bytes], folder: Path, patience: float) -> str:
    """Wait until LibreOffice ends, or until it has not finished one more file for too long."""
    finished, since = 0, monotonic()
    while True:
        try:
            status = running.wait(min(GLANCE, patience))
        except subprocess.TimeoutExpired:
            now = len(list(folder.glob("*.pdf")))
            if now != finished:
                finished, since = now, monotonic()
            elif monotonic() - since > patience:
                _end(running)
                return f"LibreOffice {patience:g} 秒没有动静，停在这个文件上没有做完，已经停掉"
        except BaseException:
            _end(running)
            raise
        else:
            return f"LibreOffice 在这个文件上中途退出（{status}）" if status else ""


def run(command: Sequence[str], seconds: float) -> str:
    """Return what a program prints; it and all it started are ended when the time is over.

    Raises ProgramError.
    """
    name = Path(command[0]).stem
    with _started(command, name, subprocess.PIPE, None) as running:
        try:
            printed, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(running)
            raise ProgramError(f"{name} 超过 {seconds:g} 秒没有做完，已经停掉") from None
        except BaseException:
            _end(running)
            raise
    if running.returncode:
        raise ProgramError(f"{name} 没有做成（返回 {running.returncode}）")
    return printed.decode("utf-8", "replace")


def _started(
    command: Sequence[str], name: str, output: int, environment: Mapping[str, str] | None
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, so that all it starts can be ended with it."""
    try:
        return subprocess.Popen(  # noqa: S603 - a program of this machine, with our own files
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment,
        )
    except OSError as error:
        raise ProgramError(f"{name} 开不起来（{error.strerror or error}）") from None


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program and the processes it has started."""
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
