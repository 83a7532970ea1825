"""The particular formats (GB/T 9704 10), each known by what only it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kit.lint.reading.shapes import ORDER, SIGNER

if TYPE_CHECKING:
    from kit.lint.reading.records import DocumentForm

_PROPOSAL = re.compile(r"议案$")


def is_letter(document: DocumentForm) -> bool:
    """Return whether a document has the letter format: a number at the right, before the title, no signer."""
    numbers, titles = document.of("发文字号"), document.of("标题")
    if not numbers or not titles or numbers[0].number > titles[0].number:
        return False
    number = numbers[0]
    return number.align in ("right", "end") and not SIGNER.search(number.text) and not document.of("签发人")


def has_letter_head(document: DocumentForm) -> bool:
    """Return whether a letter has a letter's mark: one with 文件 may head a document that is none."""
    marks = document.of("标志")
    return is_letter(document) and bool(marks) and not any("文件" in mark.text for mark in marks)


def is_order(document: DocumentForm) -> bool:
    """Return whether a document is an order: its mark ends with 命令 or 令."""
    return any(ORDER.search(mark.text.strip()) for mark in document.of("标志"))


def has_minutes_mark(document: DocumentForm) -> bool:
    """Return whether a document has the format of minutes: its mark ends with 纪要."""
    return any(mark.text.strip().endswith("纪要") for mark in document.of("标志"))


def is_minutes(document: DocumentForm) -> bool:
    """Return whether a document is minutes by its mark or its title, in whatever format."""
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    return title.endswith("纪要") or has_minutes_mark(document)


def may_be_stamped(document: DocumentForm) -> bool:
    """Return whether the signer's stamp stands under a document: orders and proposals have one."""
    title = "".join(paragraph.text.strip() for paragraph in document.of("标题"))
    return is_order(document) or bool(ORDER.search(title) or _PROPOSAL.search(title))
