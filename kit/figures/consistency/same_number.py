"""The same number with different units, such as 150份 and 150条, is easily mistaken (I12, C2, C4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.fact import Fact, Facts

RULE = "ledger.same_number"
LEAST = 30  # small numbers meet by chance
HEADLINES = (
    "forms.issued",
    "forms.returned",
    "opinions.raw",
    "opinions.merged",
    "problems.total",
    "problems.solved",
    "rectification.total",
    "visits.total",
    "visits.times",
    "study.essays",
    "web.valid",
    "talks.times",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Yield one warning for each number that headline figures share though their units differ."""
    by_number: dict[object, list[Fact]] = {}
    for id_ in HEADLINES:
        if (fact := facts.get(id_)) is not None and isinstance(fact.value, int) and fact.value >= LEAST:
            by_number.setdefault(fact.value, []).append(fact)
    for number, same in by_number.items():
        if len({fact.unit for fact in same}) > 1:
            said = "、".join(f"{fact.name}{fact.text}{fact.unit}" for fact in same)
            remedy = "数没有错就不用改；写材料时把“份”“条”“个”写清楚，不要混用"
            yield Finding(RULE, "warning", Place("底稿"), f"几个不同的数恰好都是 {number}：{said}", remedy)
