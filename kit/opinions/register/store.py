"""The files of the register: one restricted file an import, never touched again, and one shared view of all.

Lines of JSON, not a workbook and not CSV: every character of an opinion comes back byte for byte (line
breaks, tabs, NUL, quotes, leading = signs), no program turns 3-1 into a date on opening, a million rows are
written and read in seconds by the standard library, and a person can read and search them in any editor.
Each import is a file of its own, written under another name first: what is there is never opened for writing.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.files.writing import write_atomically, write_new
from kit.model.finding import BusyError, WorkbookError
from kit.model.opinion import EXTRAS, HEADINGS, NUMBERS, PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kit.model.campaign import Campaign


FOLDER = "opinions"
RESTRICTED = "restricted"
SHARED = "register.jsonl"
SOURCES = "sources.json"  # restricted too: a file may be named for a person
ANSWERS = "answers.json"  # what was answered about each file, so that nothing is asked twice
MARK = "shared.txt"  # in the restricted folder: a hash of the names that the shared view leaves out
SHARED_COLUMNS = (*HEADINGS, *EXTRAS, "隐去")
ALL_COLUMNS = (*HEADINGS, *EXTRAS, *PRIVATE)


def register_folder(campaign: Campaign) -> Path:
    """Return where the register of a campaign lies."""
    return campaign.folder / FOLDER


def batches(campaign: Campaign) -> list[Path]:
    """Return the restricted files in the order of their entries."""
    return sorted((register_folder(campaign) / RESTRICTED).glob("[0-9][0-9][0-9][0-9].jsonl"))


def write_batch(campaign: Campaign, opinions: pd.DataFrame, sources: list[dict[str, object]]) -> Path:
    """Write one import; raises BusyError if another one took its number, WriteError."""
    return write_entry(campaign, {"来源": sources}, opinions, ALL_COLUMNS)


def write_entry(
    campaign: Campaign, said: Mapping[str, object], rows: pd.DataFrame, columns: Sequence[str]
) -> Path:
    """Write one entry of the register: an import, or what is taken back; raises BusyError, WriteError."""
    number = len(batches(campaign)) + 1
    path = register_folder(campaign) / RESTRICTED / f"{number:04d}.jsonl"
    body = _lines(rows, columns)
    head = {"批次": number, **said, "栏目": list(columns), "sha256": hashlib.sha256(body).hexdigest()}
    _write_new(path, _line(head) + body)
    return path


def write_shared(campaign: Campaign, opinions: pd.DataFrame, mark: str) -> None:
    """Write the view without persons; its heading is line 1, the first opinion line 2.

    mark: a hash of the rules and names by which persons were left out; a name could be guessed from it, so
    that it stands in the restricted folder.
    """
    body = _lines(opinions, SHARED_COLUMNS)
    head = {"说明": "意见登记簿，不含个人信息", "栏目": list(SHARED_COLUMNS)}
    head["sha256"] = hashlib.sha256(body).hexdigest()
    data = _line(head) + body
    write_atomically(register_folder(campaign) / SHARED, data, durable=True)
    told = f"{mark} {hashlib.sha256(data).hexdigest()}\n"
    write_atomically(register_folder(campaign) / RESTRICTED / MARK, told.encode(), durable=True)


def read_mark(campaign: Campaign) -> list[str]:
    """Return the mark of the shared view and the hash that its file had, or nothing."""
    path = register_folder(campaign) / RESTRICTED / MARK
    return path.read_text(encoding="utf-8").split() if path.is_file() else []


def read_shared(campaign: Campaign) -> tuple[pd.DataFrame, str] | None:
    """Return the shared view and the hash of its file, or None where there is none."""
    path = register_folder(campaign) / SHARED
    if not path.is_file():
        return None
    data = path.read_bytes()
    head, body = _parsed(data, path)
    return frame_of(head, body, SHARED_COLUMNS), hashlib.sha256(data).hexdigest()


def read_notes(campaign: Campaign, name: str) -> dict[str, Any]:
    """Return one of the restricted notes: SOURCES, what the latest import of each file gave; or ANSWERS."""
    path = register_folder(campaign) / RESTRICTED / name
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        raise WorkbookError(str(path), "内容坏了", "请从备份恢复，或者删掉它再导入一次") from None
    return found


def write_notes(campaign: Campaign, name: str, notes: Mapping[str, object]) -> None:
    """Write one of the restricted notes, if it has changed; raises WriteError."""
    if notes == read_notes(campaign, name):
        return
    text = json.dumps(notes, ensure_ascii=False, indent=1, sort_keys=True)
    data = (text + "\n").encode("utf-8", "backslashreplace")
    write_atomically(register_folder(campaign) / RESTRICTED / name, data, durable=True)


def _lines(frame: pd.DataFrame, columns: Iterable[str]) -> bytes:
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    rows = zip(*(frame[name].tolist() for name in columns), strict=True)
    text = "".join(f"{dumps(row)}\n" for row in rows)
    return text.encode("utf-8", "backslashreplace")  # a lone half of a character becomes JSON's own \udXXX


def _line(head: Mapping[str, object]) -> bytes:
    return (json.dumps(head, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def read_entry(path: Path) -> tuple[dict[str, Any], list[list[object]]]:
    """Return head and rows of one entry; raises WorkbookError if it was changed by hand or is incomplete."""
    try:
        return _parsed(path.read_bytes(), path)
    except OSError as error:
        raise WorkbookError(str(path), f"打不开（{error.strerror}）", "请确认有权限读，再试一次") from None


def _parsed(data: bytes, path: Path) -> tuple[dict[str, Any], list[list[object]]]:
    first, _, body = data.partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(first)
        if hashlib.sha256(body).hexdigest() != head["sha256"]:
            raise _changed(path)
        rows: list[list[object]] = json.loads(b"[" + body.rstrip(b"\n").replace(b"\n", b",") + b"]")
    except (ValueError, KeyError, TypeError):
        raise _changed(path) from None
    return head, rows


def _changed(path: Path) -> WorkbookError:
    return WorkbookError(
        str(path), "登记簿的这个文件被改动过，或者不完整", "登记簿只能追加，不能手改；请从备份恢复这个文件"
    )


def frame_of(head: dict[str, Any], rows: list[list[object]], wanted: Sequence[str]) -> pd.DataFrame:
    """Return the rows with the wanted columns; a column that an older kit did not know holds nothing."""
    columns = dict(zip(head["栏目"], zip(*rows, strict=True), strict=True)) if rows else {}
    filled = {name: columns.get(name) or (0 if name in NUMBERS else "",) * len(rows) for name in wanted}
    return pd.DataFrame(
        {name: list(values) for name, values in filled.items()}, columns=list(wanted), dtype=object
    )


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet; raises BusyError where another import was faster."""
    try:
        write_new(path, data)
    except FileExistsError:
        raise BusyError(str(path), "另一个导入刚刚登记过", "请等它做完，再导入一次") from None
