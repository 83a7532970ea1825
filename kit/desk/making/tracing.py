"""Where every marked figure of a document comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.desk.making.ledger import FILE, read_ledger
from kit.word.marks import read_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


def ledger_of(document: Path) -> dict[str, dict[str, Any]]:
    """Return the ledger (底稿) nearest above a document; nothing if there is none."""
    for folder in document.resolve().parents:
        for place in (folder / FILE, folder / "out" / FILE):
            if place.is_file():
                return read_ledger(place)
    return {}


def traced(document: Path, ledger: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the marked figures in their order: printed text, fact id, basis and sources.

    Raises TemplateError if the file is no .docx.
    """
    found = []
    for mark in read_marks(document):
        fact = ledger.get(mark.fact, {})
        known = {
            key: fact.get(key) for key in ("name", "unit", "basis", "stage", "cutoff", "sources", "parents")
        }
        now = {"ledger_text": fact.get("text"), "ledger_value": fact.get("value")}
        found.append({"text": mark.text, "fact": mark.fact, "value": mark.value, **known, **now})
    return found


def trace_lines(document: Path, found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the same for the screen."""
    if not found:
        yield f"{document}：没有标了出处的数；这份文件不是 kit 写的，或标记已经被删掉"
        return
    for number, figure in enumerate(found, 1):
        yield f"{number}. “{figure['text']}”  {figure['name'] or '底稿里没有这个数'}  [{figure['fact']}]"
        if figure["basis"]:
            yield f"     口径：{figure['basis']}"
        for source in figure["sources"] or ():
            yield f"     出处：{_place(source)}"
        if figure["ledger_text"] is not None and figure["ledger_value"] != figure["value"]:
            yield f"     注意：底稿现在是“{figure['ledger_text']}”"


def _place(source: Mapping[str, Any]) -> str:
    rows = list(source["rows"])
    shown = "、".join(map(str, rows[:_SHOWN])) + (f" 等 {len(rows)} 行" if len(rows) > _SHOWN else " 行")
    column = f"“{source['column']}”列" if source.get("column") else ""
    return f"{source['file']}「{source['sheet']}」{column}第 {shown}"


_SHOWN = 6  # rows named on the screen
