"""Marks: which fact stands where in a document, as it was printed and as it reads now.

Each fact stands between the ends of a hidden bookmark (`_kit_1`, `_kit_2`, …), which Word, WPS and
LibreOffice keep when they save. A custom XML part maps the bookmark to the fact by its id.

Documents go out, so they hold nothing that is not displayed: no exact value, no cell, no file's name. Those
stay in the office's ledger (底稿), where the id leads. Documents of before held exact values; all trace.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from kit.docx.markup import KIT, STORIES, TYPES, w
from kit.files.document import read_document
from kit.files.package import CONTENT_TYPES
from kit.files.parsing import BrokenPartError, parse
from kit.model.finding import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kit.model.fact import Fact


PREFIX = "_kit_"
_BREAKS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}


class Mark(NamedTuple):
    """One fact in a document."""

    bookmark: str  # _kit_7
    fact: str  # the fact's id; nothing if the document has lost the map
    text: str  # what stands between the ends of the bookmark
    value: int | str | list[str] | None  # exact, as Fact.as_json gives it; only of documents made before
    unit: str = ""
    run: str = ""  # w:rPr of the run it was printed in


def marks_head(runs: Sequence[str]) -> str:
    """Return the front of the map: the run properties of a template, which are the same in every document."""
    listed = "".join(f'<run n="{number}">{escape(run)}</run>' for number, run in enumerate(runs))
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><marks xmlns="{KIT}">{listed}<printed>'


def marks_xml(head: str, printed: Iterable[tuple[Fact, int]]) -> str:
    """Return the map of one document: its facts in printed order, each with the number of its run.

    The list is JSON, one entry for each bookmark from _kit_1 on: fact, text, null, unit, run; where null
    stands, documents of before had the exact value.
    """
    entries = [(fact.id, fact.text, None, fact.unit, run) for fact, run in printed]
    return f"{head}{escape(json.dumps(entries))}</printed></marks>"


def read_marks(path: Path) -> tuple[Mark, ...]:
    """Return the marks that stand in a document now, in its order: body, headers and footers, notes.

    text is what stands there now, after any editing by hand; everything else is as printed.
    Raises TemplateError if the file is no .docx.
    """
    parts = read_document(path).parts
    known = {mark.bookmark: mark for mark in _map(parts, path.name)}
    found = (each for part in _stories(parts, path.name) for each in _bookmarks(part))
    return tuple(
        known[name]._replace(text=text) if name in known else Mark(name, "", text, None)
        for name, text in found
    )


def printed_marks(path: Path) -> tuple[Mark, ...]:
    """Return the marks as they were printed, whether they still stand in the document or not.

    Raises TemplateError if the file is no .docx.
    """
    return tuple(_map(read_document(path).parts, path.name))


def _map(parts: dict[str, bytes], name: str) -> Iterator[Mark]:
    for part in sorted(parts):
        if part.startswith("customXml/") and KIT.encode() in parts[part]:
            root = _parsed(parts[part], name)
            if root.tag == f"{{{KIT}}}marks":
                yield from _read_map(root)


def _read_map(root: etree._Element) -> Iterator[Mark]:
    runs = {run.get("n"): run.text or "" for run in root.iter(f"{{{KIT}}}run")}
    entries = json.loads(root.findtext(f"{{{KIT}}}printed") or "[]")
    for number, (fact, text, value, unit, run) in enumerate(entries, 1):
        yield Mark(f"{PREFIX}{number}", fact, text, value, unit, runs.get(str(run), ""))


def _stories(parts: dict[str, bytes], name: str) -> Iterator[etree._Element]:
    """Yield the parts that hold paragraphs: the body, then headers, footers and notes by their names."""
    types = _parsed(parts[CONTENT_TYPES], name)
    stories = [
        (list(STORIES).index(entry.get("ContentType", "")), entry.get("PartName", "").lstrip("/"))
        for entry in types.iter(f"{{{TYPES}}}Override")
        if entry.get("ContentType") in STORIES
    ]
    for _, part in sorted(stories):
        if part in parts:
            yield _parsed(parts[part], name)


def _parsed(content: bytes, name: str) -> etree._Element:
    try:
        return parse(content)
    except BrokenPartError:
        raise TemplateError(
            name, "文件已经损坏，里面的内容读不出来", "请用 Word 或 WPS 打开后另存一份"
        ) from None


def _bookmarks(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield name and text of each of our bookmarks, in the order in which they begin."""
    texts: dict[str, list[str]] = {}
    names: dict[str | None, str] = {}  # of the bookmarks that are open, by id
    for element in root.iter(etree.Element):
        if element.tag == w("bookmarkStart") and element.get(w("name"), "").startswith(PREFIX):
            names[element.get(w("id"))] = element.get(w("name"), "")
            texts.setdefault(element.get(w("name"), ""), [])
        elif element.tag == w("bookmarkEnd"):
            names.pop(element.get(w("id")), None)
        elif names and (text := _text(element)):
            for name in names.values():
                texts[name].append(text)
    yield from ((name, "".join(said)) for name, said in texts.items())


def _text(element: etree._Element) -> str:
    if element.tag == w("t"):
        return element.text or ""
    return _BREAKS.get(element.tag, "")
