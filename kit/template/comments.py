"""Remarks as Word comments (批注) in a copy of a document; the text itself is not touched."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING

from lxml import etree

from kit.docx.markup import NAMES_W, OFFICE, RELATIONSHIPS, TYPES, WORD_TYPE, w
from kit.files.document import MAIN, read_document, relations_of
from kit.files.package import CONTENT_TYPES, packed
from kit.files.parsing import BrokenPartError, parse, serialised
from kit.model.finding import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.files.package import Parts


AUTHOR, INITIALS = "文稿工具", "检"
_COMMENTS = f"{OFFICE}/comments"


@dataclass(frozen=True)
class Note:
    """One remark, and the paragraph it hangs on."""

    text: str
    paragraph: int | None = None  # from 1: every paragraph of the body, in tables and text boxes too


def commented(data: bytes, notes: Sequence[Note], name: str = "文档") -> bytes:
    """Return a copy of a .docx with the remarks as comments; without a paragraph they hang on the first one.

    Comments that are there already stay. Raises TemplateError for data that is no Word document.
    """
    parts = read_document(data, name).parts
    root = parse(parts[MAIN])
    try:
        listed, comments = _comments(parts, MAIN)
    except (KeyError, BrokenPartError):
        raise TemplateError(
            name, "不是完好的 Word 文档，加不了批注", "请用 Word 或 WPS 另存为 .docx"
        ) from None
    paragraphs = list(root.iter(w("p")))
    first = 1 + max((int(each.get(w("id"), "0")) for each in comments), default=-1)
    for number, note in enumerate(notes, first):
        comments.append(_comment(number, note.text))
        if paragraphs:
            at = note.paragraph if note.paragraph and note.paragraph <= len(paragraphs) else 1
            _anchor(paragraphs[at - 1], number)
    parts |= {MAIN: serialised(root), listed: serialised(comments)}
    return packed(parts).around(())


def _comments(parts: Parts, main: str) -> tuple[str, etree._Element]:
    """Return name and root of the part of comments, made and entered in the lists where there was none."""
    relations = relations_of(main)
    empty = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
    root = parse(parts.get(relations, empty))
    for relation in root:
        if relation.get("Type") == _COMMENTS:
            found = normpath(join(dirname(main), relation.get("Target", "")))
            return found, parse(parts[found])
    name = join(dirname(main), "comments.xml")
    used = {relation.get("Id") for relation in root}
    free = next(f"rIdRemarks{number}" for number in range(1, 10_000) if f"rIdRemarks{number}" not in used)
    etree.SubElement(root, _in(RELATIONSHIPS, "Relationship"), Id=free, Type=_COMMENTS, Target=basename(name))
    types = parse(parts[CONTENT_TYPES])
    etree.SubElement(
        types, _in(TYPES, "Override"), PartName=f"/{name}", ContentType=f"{WORD_TYPE}.comments+xml"
    )
    parts |= {relations: serialised(root), CONTENT_TYPES: serialised(types)}
    return name, etree.Element(w("comments"), nsmap={"w": NAMES_W})


def _in(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}"


def _comment(number: int, text: str) -> etree._Element:
    comment = etree.Element(w("comment"))
    comment.set(w("id"), str(number))
    comment.set(w("author"), AUTHOR)
    comment.set(w("initials"), INITIALS)
    run = etree.SubElement(etree.SubElement(comment, w("p")), w("r"))
    etree.SubElement(run, w("t")).text = text
    return comment


def _anchor(paragraph: etree._Element, number: int) -> None:
    """Put both ends of a comment around what stands in a paragraph."""
    start, end, run = (etree.Element(w(name)) for name in ("commentRangeStart", "commentRangeEnd", "r"))
    for element in (start, end, etree.SubElement(run, w("commentReference"))):
        element.set(w("id"), str(number))
    properties = paragraph.find(w("pPr"))
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.extend((end, run))


def notes_of(remarks: Iterable[tuple[int | None, str]]) -> tuple[Note, ...]:
    """Return remarks as notes in the order of their paragraphs, those on none first."""
    return tuple(
        Note(text, paragraph) for paragraph, text in sorted(remarks, key=lambda each: (each[0] or 0, each[1]))
    )
