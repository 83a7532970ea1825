"""Parts add up to their whole: channels, aspects, kinds of problems, types of visits (I4-I7, I9, I10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.finding import Finding
from kit.nouns.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.nouns.fact import Fact, Facts

RULE = "ledger.parts"
SUMS = (
    ("opinions.raw", "opinions.channel.", ""),
    ("opinions.merged", "opinions.aspect.", ".merged"),
    ("rectification.total", "rectification.", ""),
    ("visits.total", "visits.", ""),
)
NAMED = {  # parts that stand beside other figures under one name
    "rectification.": {"rectification.immediate", "rectification.limited", "rectification.long_term"},
    "visits.": {
        f"visits.{kind}" for kind in ("community", "village", "enterprise", "office", "member", "household")
    },
}
LIMITS = (
    ("opinions.merged", "opinions.raw"),
    ("problems.solved", "problems.total"),
    ("study.essays_selected", "study.essays"),
    ("forms.returned", "forms.issued"),
    ("rectification.closed", "rectification.total"),
    ("web.adopted", "web.valid"),
)


def check(facts: Facts) -> Iterator[Finding]:
    """Yield each whole whose parts add up to another number, and each part larger than its whole."""
    for whole, start, end in SUMS:
        parts = [facts[id_] for id_ in facts if _is_part(id_, start, end)]
        if whole in facts and parts and sum(_number(part) for part in parts) != facts[whole].value:
            said = "＋".join(f"{part.text}（{part.name}）" for part in parts)
            problem = f"{facts[whole].name}是 {facts[whole].text}，各部分 {said} 加起来不等于它"
            yield Finding(RULE, "error", Place("底稿"), problem, "请核对分类一列：有没有空着的或写错的")
    for part, whole in LIMITS:
        if part in facts and whole in facts and _number(facts[part]) > _number(facts[whole]):
            problem = f"{facts[part].name} {facts[part].text}，多于{facts[whole].name} {facts[whole].text}"
            yield Finding(RULE, "error", Place("底稿"), problem, "请核对两张表")


def _is_part(id_: str, start: str, end: str) -> bool:
    if start in NAMED:
        return id_ in NAMED[start]
    return id_.startswith(start) and id_.endswith(end) and (bool(end) or id_.count(".") == start.count("."))


def _number(fact: Fact) -> int:
    return fact.value if isinstance(fact.value, int) else 0
