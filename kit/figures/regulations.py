"""Regulations repealed, revised and made (废改立): S29."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield regulations in all, by what is done with them, and those done."""
    by_regulation = sheets.frame("regulations")
    if by_regulation.empty:
        return
    sources = sheets.sources(by_regulation, "制度名")
    yield count_fact("regulations.total", "制度建设项数", len(by_regulation), "项", "制度清单的行数", sources)
    for key, action in (("repealed", "废止"), ("revised", "修订"), ("made", "新建")):
        found = by_regulation[by_regulation["动作"] == action]
        sources = sheets.sources(found, "动作")
        yield count_fact(
            f"regulations.{key}", f"{action}制度项数", len(found), "项", f"动作为“{action}”", sources
        )
    if "状态" in by_regulation:
        done = by_regulation[by_regulation["状态"] == "已完成"]
        sources = sheets.sources(done, "状态")
        yield count_fact("regulations.done", "完成制度项数", len(done), "项", "状态为“已完成”", sources)
