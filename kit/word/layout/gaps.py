"""Blank lines that the standard puts between parts, where the outline text has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.word.layout.blocks import EMPTY, RED_RULE

if TYPE_CHECKING:
    from kit.word.profiles import Profile

_TITLES = ("公文标题", "副标题", "题注")
_AFTER: dict[str, tuple[tuple[str, ...], int]] = {
    "发文字号": (("红头",), 2),  # GB/T 9704 7.2.5
    "公文标题": ((RED_RULE,), 2),  # 7.3.1
    "主送": (_TITLES, 1),  # 7.3.2
    "称谓": (_TITLES, 1),
    "附件标题": (("附件标识",), 1),  # 7.3.7: the title stands on the third line
}
_UNLESS_AFTER: dict[str, tuple[tuple[str, ...], int]] = {"附件说明": (("附件说明", EMPTY), 1)}  # 7.3.4


def gap_before(style: str, previous: str, profile: Profile) -> int:
    """Return the room in twips that a paragraph needs above it, after a paragraph of another style.

    Two lines under the mark or the red rule count from ink to ink, so that the half of the leading that the
    paragraph's own line brings along is taken off.

    >>> from kit.word.profiles import profile
    >>> gap_before("主送", "公文标题", profile("A")), gap_before("主送", "空行", profile("A"))
    (579, 0)
    """
    wanted, lines = _AFTER.get(style, ((), 0))
    unwanted, more = _UNLESS_AFTER.get(style, ((previous,), 0))
    count = lines if previous in wanted else 0 if previous in unwanted else more
    if style == "发文字号" and count:
        return count * profile.pitch.twips - (profile.pitch.twips - profile.body_size.twips) // 2
    if style == "公文标题" and count:
        return count * profile.pitch.twips - (profile.title_pitch.twips - profile.title_size.twips) // 2
    return count * profile.pitch.twips
