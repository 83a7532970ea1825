"""Raw words of persons (原话) in the sheets: whom the sheets name, so that no word about them is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.text.privacy.names import PersonNames, people_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.model.table import Sheets


def names_of(sheets: Sheets, more: Sequence[str] = ()) -> PersonNames:
    """Return the names in a campaign's own sheets: the leading body (S35), who gave opinions (S13)."""
    leaders = frozenset(str(row["姓名"]).strip() for row in sheets.rows("leaders") if row["姓名"])
    givers = (str(row["提出者姓名"]).strip() for row in sheets.rows("opinions") if row["提出者姓名"])
    return PersonNames(people_named([*givers, *more]), leaders)
