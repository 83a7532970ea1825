"""Every raw opinion (原始意见) stands in exactly one merged row, and every source exists (I5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.words.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Row, Sheets


RULE = "opinions.sources"
REGISTER = "opinions/"  # the imported register says itself, in one line, how many opinions are not sorted


def check(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield sources that are not registered, used twice, or registered and never used."""
    if not sheets.has("opinions") or not sheets.has("merged_opinions"):
        return
    raw = {str(row["意见ID"]): row for row in sheets.rows("opinions")}
    used: dict[str, Row] = {}
    for merged in sheets.rows("merged_opinions"):
        place = merged.place("来源意见ID")
        for source in merged["来源意见ID"] or ():
            if source not in raw:
                remedy = "请改成登记表里有的意见ID"
                yield Finding(RULE, "error", place, f"来源意见“{source}”不在意见登记表里", remedy)
            elif source in used:
                problem = f"来源意见“{source}”已经归在{used[source].place()}"
                yield Finding(
                    RULE, "error", place, problem, "一条原始意见只归一处；一条含几件事的，先在登记表里拆开"
                )
            used.setdefault(source, merged)
    yield from _left_over(raw, used)


def _left_over(raw: dict[str, Row], used: dict[str, Row]) -> Iterator[Finding]:
    for number, row in raw.items():
        if row.table.file.startswith(REGISTER):
            continue
        if number not in used and not holds_no_opinion(str(row["原文"] or "")):
            problem = f"意见“{number}”还没有归纳"
            yield Finding(RULE, "warning", row.place("意见ID"), problem, "请归到一条归纳意见里，或新加一条")
