"""The register (登记簿) of notices: one row per unit; numbers are for people to give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.app.make.keeping import Laid, content_hash, lay_down
from kit.app.state import FOLDER, read_state, write_state
from kit.sheets.writing.workbook import SheetOut, write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.app.make.journal import JournalEntry
    from kit.app.make.noticing import Made, Task


NAME = "register.xlsx"
HEADINGS = ("序号", "单位", "文件", "sha256", "状态", "文号", "页数", "不公布的内容和原因")
WIDTHS = (6, 28, 48, 20, 40, 14, 6, 48)


@dataclass(frozen=True)
class NoticeLine:
    """A unit's line: its task, the journal's last word, and how it ended in this run."""

    task: Task
    entry: JournalEntry | None
    made: Made | None
    held_back: str = ""  # what of its result is not published, and why


def write_register(out: Path, lines: Sequence[NoticeLine]) -> Laid:
    """Write the register, beside a register that a hand has touched; raises WriteError."""
    made_at = out / FOLDER / NAME
    rows = [(number, *_row(out, line), line.held_back or None) for number, line in enumerate(lines, 1)]
    write_workbook(made_at, [SheetOut("登记簿", HEADINGS, rows, WIDTHS)])
    written = read_state(out, "register")
    laid = lay_down(out / "notices" / NAME, made_at.read_bytes(), written)
    made_at.unlink()
    write_state(out, "register", {**written, laid.path.name: laid.sha256})
    return laid


def _row(out: Path, line: NoticeLine) -> tuple[str, str, str, str, str, None]:
    name, entry = line.task.unit.name, line.entry
    path = out / "notices" / (entry.newest if entry else line.task.path.name)
    if line.made and line.made.ending == "没做成":
        return name, "", "", f"没做成：{line.made.problem}", "待编", None
    if entry is None or not path.is_file():
        return name, "", "", "还没做", "待编", None
    return name, path.name, content_hash(path) or "", _status(line, entry), "待编", None


def _status(line: NoticeLine, entry: JournalEntry) -> str:
    if entry.newest != entry.file:
        return f"原件有人改过，没有覆盖；新稿是 {entry.newest}"
    if line.made and line.made.edited:
        return "有人改过"
    return "已做好"
