"""The members of the leading body (班子成员), in protocol order: S35."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.draft import Member

if TYPE_CHECKING:
    from kit.nouns.draft import Material
    from kit.nouns.table import Sheets


def members_of(sheets: Sheets) -> tuple[Member, ...]:
    """Return the members by 排序; those without one come last, in the order of the sheet."""
    rows = list(sheets.rows("leaders"))
    last = len(rows) + 1
    found = [
        Member(str(row["姓名"]), str(row["职务"] or ""), last if row["排序"] is None else int(row["排序"]))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda member: member.order))


def protocol(material: Material) -> tuple[str, ...]:
    """Return the names of the members in protocol order."""
    return tuple(member.name for member in members_of(material.sheets))


def post_of(material: Material, name: str) -> str:
    """Return a member's post, nothing for anybody else."""
    return next((member.post for member in members_of(material.sheets) if member.name == name), "")
