"""Which raw opinions reach which member of the leading body, and in what order (opinions.md 3.5)."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from kit.documents.composing.people import protocol
from kit.words.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.nouns.draft import Material, Member
    from kit.nouns.table import Row

BODY, MEMBER = "班子", "班子成员"  # 指向
SPEAKER = "〔提出人姓名略〕"
_NAMES = re.compile(r"[、，,;；/\s]+")


def on_the_body(material: Material, member: Member) -> list[str]:
    """Return the opinions on the leading body as a whole, word for word."""
    return _shuffled((row for row in _said(material) if row["指向"] == BODY and not _named(row)), member)


def naming(material: Material, member: Member) -> list[str]:
    """Return the opinions that name a member, word for word."""
    return _shuffled((row for row in _said(material) if member.name in _named(row)), member)


def passed_on(material: Material) -> list[Row]:
    """Return the opinions that reach some member."""
    known = set(protocol(material))
    return [
        row
        for row in _said(material)
        if known & set(_named(row)) or (row["指向"] == BODY and not _named(row))
    ]


def nobody(material: Material) -> list[Row]:
    """Return the opinions on a member that name nobody of the list of leaders."""
    known = set(protocol(material))
    return [row for row in _said(material) if row["指向"] == MEMBER and not known & set(_named(row))]


def _said(material: Material) -> Iterable[Row]:
    return (row for row in material.sheets.rows("opinions") if not holds_no_opinion(str(row["原文"] or "")))


def _named(row: Row) -> list[str]:
    return [name for name in _NAMES.split(str(row["指向人"] or "")) if name]


def _shuffled(rows: Iterable[Row], member: Member) -> list[str]:
    """Return the texts in an order that tells nothing of who gave them, alike on every run."""
    texts = [_without_speaker(row) for row in rows]
    return sorted(texts, key=lambda text: sha256(f"{member.name}\n{text}".encode()).digest())


def _without_speaker(row: Row) -> str:
    text, speaker = str(row["原文"]).strip(), str(row["提出者姓名"] or "").strip()
    return text.replace(speaker, SPEAKER) if len(speaker) > 1 else text
