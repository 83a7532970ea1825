"""The ink: how each value of a template becomes runs, and each fact gets its mark where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Context

from kit.model.fact import Fact
from kit.model.prose import Prose
from kit.text.dates import VagueDate, full_date_text

if TYPE_CHECKING:
    from collections.abc import Sequence


REPLACEMENT = "\ufffd"
MEMORY = 20_000  # runs remembered for each template
MOST_STEPS = 1_000_000  # items that all loops of one document go through together
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
_RARE = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("[\t\r\n]+")
_RETURN = re.compile("\r\n?")
_BREAK = re.compile("([\n\t])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


# A piece of a document: its XML, and its frame, which is what a proof needs of it. The frame of a value is
# its text without the run around it, for that never differs. Hundreds a document: a plain tuple.
PrintedPiece = tuple[bytes, str]
NOTHING: PrintedPiece = (b"", "")


@dataclass
class Palette:
    """What all documents of one template share: the kinds of run, the runs and bookmarks made before."""

    properties: Sequence[str]  # w:rPr by number
    first_id: int  # bookmark ids up to this one are the template's own
    memory: dict[tuple[str, int], PrintedPiece] = field(default_factory=dict)
    bookmarks: list[tuple[bytes, bytes]] = field(default_factory=list)  # both ends of _kit_1, _kit_2, …
    lock: Lock = field(default_factory=Lock)

    def make_bookmarks(self, count: int) -> None:
        """Make the ends of that many bookmarks; two threads may ask at once."""
        with self.lock:
            for name in range(len(self.bookmarks) + 1, count + 1):
                own = self.first_id + name
                start = f'<w:bookmarkStart w:id="{own}" w:name="_kit_{name}"/>'
                self.bookmarks.append((start.encode(), f'<w:bookmarkEnd w:id="{own}"/>'.encode()))


@dataclass
class Ink:
    """What was printed into one document."""

    palette: Palette
    said: list[str] = field(default_factory=list)  # every text, in printed order
    marks: list[tuple[Fact, int]] = field(default_factory=list)  # every fact with its run, in printed order
    faults: list[tuple[int, object]] = field(default_factory=list)  # tag, the value that cannot be printed
    drawings: int = 1000
    steps: int = 0  # items that loops have gone through
    dirty: list[str] = field(default_factory=list)  # texts with characters that XML forbids

    def words(self, text: str, number: int) -> PrintedPiece:
        """Return the run of a text, with the run properties of that number."""
        self.said.append(text)
        return self.palette.memory.get((text, number)) or self.run(text, number)

    def fact(self, fact: Fact, number: int) -> PrintedPiece:
        """Return the run of a fact between the two ends of its bookmark."""
        palette, text, count = self.palette, fact.text, len(self.marks)
        self.marks.append((fact, number))
        self.said.append(text)
        xml, frame = palette.memory.get((text, number)) or self.run(text, number)
        if count >= len(palette.bookmarks):
            palette.make_bookmarks(count + 100)
        start, end = palette.bookmarks[count]
        return start + xml + end, frame

    def prose(self, words: Prose, number: int) -> PrintedPiece:
        """Return the pieces in order, words that follow each other in one run."""
        printed, said = [], ""
        for piece in words.pieces:
            if isinstance(piece, str):
                said += piece
            else:
                printed += [self.words(said, number), self.fact(piece, number)]
                said = ""
        xml, frames = zip(*printed, self.words(said, number), strict=True)
        return b"".join(xml), "".join(frames)

    def run(self, text: str, number: int) -> PrintedPiece:
        """Return the run of a text; breaks and tabs expanded, forbidden characters replaced visibly."""
        if not text:
            return NOTHING
        clean = FORBIDDEN.sub(REPLACEMENT, _RETURN.sub("\n", text)) if _RARE.search(text) else text
        content, frame = _content(clean)
        made = (f"<w:r>{self.palette.properties[number]}{content}</w:r>".encode(), frame)
        if clean != text and FORBIDDEN.search(text):
            self.dirty.append(text)
        elif len(self.palette.memory) < MEMORY:
            self.palette.memory[text, number] = made
        return made

    def plain(self, value: object, tag: int) -> str:
        """Return a value as text; what cannot be printed is a fault of that tag, and nothing."""
        if isinstance(value, (str, Fact, Prose)):
            return str(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, date):
            return full_date_text(value)
        if isinstance(value, VagueDate):
            return str(value)
        self.faults.append((tag, value))
        return ""


class EndlessLoopError(Exception):
    """The loops of a template go through more items than any document has."""


class PrintingContext(Context):
    """The context of one document, with the ink that prints into it."""

    ink: Ink


def _content(text: str) -> tuple[str, str]:
    """Return what stands in a run for a text without forbidden characters, and the frame of it."""
    escaped = _escaped(text)
    if "\n" not in text and "\t" not in text:
        return _words(escaped), escaped
    pieces = [piece for piece in _BREAK.split(escaped) if piece]
    return (
        "".join(_BREAKS.get(piece) or _words(piece) for piece in pieces),
        "".join(piece for piece in pieces if piece not in _BREAKS),
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _words(text: str) -> str:
    edge = text[0].isspace() or text[-1].isspace()
    return f'<w:t xml:space="preserve">{text}</w:t>' if edge else f"<w:t>{text}</w:t>"


@pass_context
def print_value(page: PrintingContext, value: Any, number: int, tag: int) -> PrintedPiece:  # noqa: ANN401 - whatever a template names
    """Print a value into a paragraph."""
    ink, kind = page.ink, type(value)
    if kind is Fact:
        return ink.fact(value, number)
    if kind is Prose:
        return ink.prose(value, number)
    return ink.words(value if kind is str else ink.plain(value, tag), number)


@pass_context
def text(page: PrintingContext, value: Any, number: int, tag: int = 0) -> PrintedPiece:  # noqa: ANN401 - whatever a template names
    """Print a value as bare text in one line, into a property of the document."""
    del number  # a property has no runs
    printable = page.ink.plain(value, tag)
    if FORBIDDEN.search(printable):
        page.ink.dirty.append(printable)
    said = _LINE_ENDS.sub(" ", FORBIDDEN.sub(REPLACEMENT, printable))
    page.ink.said.append(said)
    return _bare(_escaped(said))


@pass_context
def twips(page: PrintingContext, value: Any) -> PrintedPiece:  # noqa: ANN401 - whatever a template names
    """Print an indent in twips."""
    del page  # asked for so that Jinja does not print a constant while it compiles
    return _bare(str(int(value)))


@pass_context
def serial(page: PrintingContext, _: int) -> PrintedPiece:
    """Print the next number for a drawing; each has its own, also inside a loop (docxtpl does the same)."""
    page.ink.drawings += 1
    return _bare(str(page.ink.drawings))


@pass_context
def within_bounds(page: PrintingContext, items: Any) -> Any:  # noqa: ANN401 - whatever a template lists
    """Return what a loop goes through, counted; raises EndlessLoopError beyond what a document may hold."""
    page.ink.steps += len(items) if hasattr(items, "__len__") else 0
    if page.ink.steps > MOST_STEPS:
        raise EndlessLoopError
    return items


def _bare(xml: str) -> PrintedPiece:
    return xml.encode(), xml
