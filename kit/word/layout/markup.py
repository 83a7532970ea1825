"""Writing WordprocessingML elements by their prefixed names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": W, "r": R}
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
