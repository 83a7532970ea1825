"""The one parser of XML that others have written: nothing is fetched, nothing is expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class BrokenPartError(Exception):
    """A part of a document is no XML that may be read."""


class DeclaringPartError(BrokenPartError):
    """A part declares a document type or entities, which no office program writes."""


def parse(content: bytes) -> etree._Element:
    """Return the root of a part; nothing outside it is ever fetched or expanded.

    Raises BrokenPartError for what is not well-formed, DeclaringPartError for what declares entities.
    """
    if any(declaration in content for declaration in _DECLARATIONS):
        raise DeclaringPartError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenPartError(str(error)) from None
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding in which its bytes differ
        raise DeclaringPartError
    return root


def serialised(root: etree._Element) -> bytes:
    """Return a part as bytes, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def walk(
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> None:
    """Parse a part as it comes, holding nothing; element and attribute names come without their prefixes.

    Raises BrokenPartError.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, marks: start(_bare(tag), _bare_keys(marks))
    if end:
        parser.EndElementHandler = lambda tag: end(_bare(tag))
    if words:
        parser.CharacterDataHandler = words
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own form
    except (expat.ExpatError, ValueError, LookupError, OverflowError) as error:
        raise BrokenPartError(str(error)) from error


def _bare(tag: str) -> str:
    return tag.rpartition(":")[2]


def _bare_keys(marks: dict[str, str]) -> dict[str, str]:
    return {_bare(key): value for key, value in marks.items()} if any(":" in key for key in marks) else marks
