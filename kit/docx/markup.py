"""Writing WordprocessingML elements by their prefixed names.

The XML names of Word documents that the engine speaks of.

A part of a template, tidied before it is patched: nothing that stands between the letters of a tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping


MARKUP_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": MARKUP_W, "r": R}
Element = etree._Element  # noqa: SLF001 - lxml's only name for the type


def qualified(name: str) -> str:
    """Return the full name of a prefixed one.

    >>> qualified("w:p").endswith("main}p")
    True
    """
    if ":" not in name:
        return name
    prefix, local = name.split(":")
    return (
        f"{{http://www.w3.org/XML/1998/namespace}}{local}"
        if prefix == "xml"
        else f"{{{NAMESPACES[prefix]}}}{local}"
    )


def make(name: str, attributes: Mapping[str, object] | None = None, *children: Element | None) -> Element:
    """Return an element with its children, leaving out those that are None.

    Attribute names without a prefix are taken to be in the w namespace, as nearly all are.
    """
    made = etree.Element(qualified(name), nsmap=NAMESPACES)
    for key, value in (attributes or {}).items():
        made.set(qualified(key if ":" in key else f"w:{key}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def flag(name: str, *, on: bool = True) -> Element:
    """Return an on/off property such as w:keepNext."""
    return make(name) if on else make(name, {"val": "0"})


NAMES_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
KIT = "urn:writing-office-kit:marks"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

MAIN, HEADER, FOOTER = f"{WORD_TYPE}.document.main+xml", f"{WORD_TYPE}.header+xml", f"{WORD_TYPE}.footer+xml"
FOOTNOTES, ENDNOTES = f"{WORD_TYPE}.footnotes+xml", f"{WORD_TYPE}.endnotes+xml"
STORIES = {MAIN: "", HEADER: "页眉", FOOTER: "页脚", FOOTNOTES: "脚注", ENDNOTES: "尾注"}  # with paragraphs


def w(name: str) -> str:
    """Return a WordprocessingML name as lxml writes it.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{NAMES_W}}}{name}"
