"""The order of the children of an element, as python-docx declares it (ISO 29500-1, 17.3 and 17.6)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docx.oxml.section import CT_SectPr
from docx.oxml.settings import CT_Settings
from docx.oxml.text.font import CT_RPr
from docx.oxml.text.parfmt import CT_PPr

from kit.docx.markup import qualified

if TYPE_CHECKING:
    from kit.docx.markup import Element


class _Asked:
    """Stands in for an element, and notes before which others python-docx would put a child of it."""

    successors: tuple[str, ...] = ()

    def insert_element_before(self, _: None, *successors: str) -> None:
        self.successors = successors


@cache
def _order(parent: str) -> tuple[str, ...]:
    """Return the full names of the children of an element in order, as far as anybody asks."""
    orders: dict[str, tuple[str, ...]] = {
        "w:pPr": ("pStyle", *_behind(CT_PPr, "pStyle")),
        "w:rPr": ("rStyle", *_behind(CT_RPr, "rStyle"), "rPrChange"),  # which python-docx leaves out
        "w:sectPr": ("headerReference", "footerReference", *_behind(CT_SectPr, "footerReference")),
        "w:settings": ("evenAndOddHeaders", *_behind(CT_Settings, "evenAndOddHeaders")),
    }
    return next(
        tuple(qualified(f"w:{name}") for name in names)
        for known, names in orders.items()
        if qualified(known) == parent
    )


def _behind(kind: type[Any], child: str) -> tuple[str, ...]:
    asked = _Asked()
    getattr(kind, f"_insert_{child}")(asked, None)
    return tuple(name.removeprefix("w:") for name in asked.successors if name.startswith("w:"))


def rank(parent: str, child: Element) -> int:
    """Return which place a child takes among those of an element, both by their full names.

    >>> from kit.docx.markup import make
    >>> rank(qualified("w:pPr"), make("w:ind")) < rank(qualified("w:pPr"), make("w:jc"))
    True
    """
    order = _order(parent)
    if child.tag in order:
        return order.index(str(child.tag))
    return -1 if str(child.tag).startswith(qualified("w:")) else len(order)  # others' own come last


def put(parent: Element, element: Element) -> None:
    """Put a property where the schema wants it, in place of one of the same name."""
    old = parent.find(element.tag)
    if old is not None:
        parent.remove(old)
    place = rank(str(parent.tag), element)
    later = next((one for one in parent if rank(str(parent.tag), one) > place), None)
    if later is None:
        parent.append(element)
    else:
        later.addprevious(element)
