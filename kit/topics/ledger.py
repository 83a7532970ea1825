"""The ledger (底稿): every fact that the topics count, and what must hold between facts of different topics.

Parts add up to their whole: channels, aspects, kinds of problems, types of visits (I4-I7, I9, I10). The same
number with different units, such as 150份 and 150条, is easily mistaken (I12, C2, C4).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from kit.model.counting import counted
from kit.model.fact import Fact, Facts, Place, Sources, merged_sources
from kit.model.finding import FigureError, Finding
from kit.model.topic_settings import OWN_PREFIX
from kit.topics import offered, topics
from kit.topics.general import without_contradictions
from kit.topics.phases import cutoff_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.model.campaign import Campaign
    from kit.model.fact import Source
    from kit.model.finding import Level
    from kit.model.table import Sheets


def check_ledger(facts: Facts) -> Iterator[Finding]:
    """Yield what every rule finds, rule after rule by name."""
    for rule in offered("LEDGER_RULES"):
        yield from rule(facts)


def count_all(sheets: Sheets, campaign: Campaign) -> Facts:
    """Return every fact the sheets allow, each with its cells and the cut-off date (统计截止日) of its phase.

    A fact that was worked out from others stands on the cells of those.
    Raises FigureError if two families give the same id or name.
    """
    cutoff = cutoff_of(sheets, campaign)
    sheets = without_contradictions(sheets)
    facts = (fact for topic in topics() for fact in counted(getattr(topic, "FACTS", ()), sheets, campaign))
    dated = (fact if fact.cutoff or not cutoff else replace(fact, cutoff=cutoff) for fact in facts)
    return _sourced(_unique(dated))


def _sourced(facts: Iterable[Fact]) -> Facts:
    found = Facts(facts)
    for id_, fact in found.items():
        if fact.parents and not fact.sources and any(_of_parents(found, fact)):
            found[id_] = replace(fact, sources=Sources(_merged, found, fact))
    return found


def _of_parents(found: Facts, fact: Fact) -> Iterator[Sequence[Source]]:
    return (found[parent].sources for parent in fact.parents if parent in found)


def _merged(found: Facts, fact: Fact) -> tuple[Source, ...]:
    return merged_sources(chain.from_iterable(_of_parents(found, fact)))


def ledger_remarks(facts: Facts, sheets: Sheets, campaign: Campaign) -> tuple[Finding, ...]:
    """Return what the families say of their own figures: suppressed, not compared, near a limit."""
    own = (finding for remark in offered("REMARKS") for finding in remark(facts, sheets, campaign))
    return (*check_ledger(facts), *own)


def _unique(facts: Iterable[Fact]) -> Iterator[Fact]:
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for fact in facts:
        if fact.id in ids or fact.name in names:
            twin = ids.get(fact.id) or names[fact.name]
            problem = f"“{fact.name}”和“{twin}”用了同一个编号或名称"
            raise FigureError(
                f"底稿 {fact.id}",
                problem,
                "请检查表里是否有同名的单位、会议或方面，topics 里是否有叫法相同的数",
            )
        ids[fact.id] = names[fact.name] = fact.name
        yield fact


PARTS_AND_WHOLE_RULE = "ledger.parts"
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
OWN_WORDS = {"rectification.": "rectification.by_type.", "visits.": "visits.by."}
BY_DEADLINE = {"rectification.long_term", "rectification.immediate"}  # no division: deadlines say them too
LIMITS = (
    ("opinions.merged", "opinions.raw"),
    ("problems.solved", "problems.total"),
    ("study.essays_selected", "study.essays"),
    ("forms.returned", "forms.issued"),
    ("rectification.closed", "rectification.total"),
    ("web.adopted", "web.valid"),
)


def check_parts_and_whole(facts: Facts) -> Iterator[Finding]:
    """Yield each whole whose parts add up to another number, and each part larger than its whole."""
    for whole, start, end in SUMS:
        parts = [facts[id_] for id_ in facts if _is_part(id_, start, end)]
        added = sum(_number(part) for part in parts)
        if (
            whole in facts
            and parts
            and added != facts[whole].value
            and not {part.id for part in parts} <= BY_DEADLINE
        ):
            said = "＋".join(f"{part.text}（{part.name}）" for part in parts)
            problem = f"{facts[whole].name}是 {facts[whole].text}，各部分 {said} 加起来不等于它"
            level: Level = (
                "error" if added > _number(facts[whole]) else "warning"
            )  # some do not say what they are
            yield Finding(
                PARTS_AND_WHOLE_RULE, level, Place("底稿"), problem, "请核对分类一列：有没有空着的或写错的"
            )
    for part, whole in LIMITS:
        if part in facts and whole in facts and _number(facts[part]) > _number(facts[whole]):
            problem = f"{facts[part].name} {facts[part].text}，多于{facts[whole].name} {facts[whole].text}"
            yield Finding(PARTS_AND_WHOLE_RULE, "error", Place("底稿"), problem, "请核对两张表")


def _is_part(id_: str, start: str, end: str) -> bool:
    if start in NAMED:
        return id_ in NAMED[start] or id_.startswith(OWN_WORDS[start])
    return id_.startswith(start) and id_.endswith(end) and (bool(end) or id_.count(".") == start.count("."))


def _number(fact: Fact) -> int:
    return fact.value if isinstance(fact.value, int) else 0


SAME_NUMBER_RULE = "ledger.same_number"
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


def check_same_number(facts: Facts) -> Iterator[Finding]:
    """Yield one warning for each number that headline figures share though their units differ."""
    by_number: dict[object, list[Fact]] = {}
    for id_ in HEADLINES:
        if (fact := facts.get(id_)) is not None and isinstance(fact.value, int) and fact.value >= LEAST:
            by_number.setdefault(fact.value, []).append(fact)
    for number, same in by_number.items():
        if len({fact.unit for fact in same}) > 1:
            said = "、".join(f"{fact.name}{fact.text}{fact.unit_after}" for fact in same)
            remedy = "数没有错就不用改；写材料时把“份”“条”“个”写清楚，不要混用"
            yield Finding(
                SAME_NUMBER_RULE, "warning", Place("底稿"), f"几个不同的数恰好都是 {number}：{said}", remedy
            )


GROUNDED_RULE, SHARE_RULE = "ledger.without_cells", "ledger.share"
WHOLE = 100


def check_every_figure(facts: Facts, sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every remark is called alike
    """Yield each number that stands on no cell and no other figure, and each share that is none.

    A share of an office's own sheet may compare what is no part with its whole: that is asked only.
    """
    if not sheets.tables:  # without a single sheet there is no cell that a figure could stand on
        return
    for id_, fact in facts.items():
        if not isinstance(fact.value, (int, Fraction)):
            continue
        if fact.value and not fact.sources and not any(parent in facts for parent in fact.parents):
            problem = f"{fact.name}是 {fact.text}，却说不出是从哪一格、哪个数来的"
            remedy = "算这个数的 notebook 或 topics 要写明出处（表格的行或别的数）"
            yield Finding(GROUNDED_RULE, "error", Place(f"底稿 {id_}"), problem, remedy)
        if fact.unit == "%" and not 0 <= fact.value <= WHOLE:
            problem = f"{fact.name}是 {fact.text}，占比不在 0 到 100% 之间"
            level: Level = "warning" if id_.startswith(OWN_PREFIX) else "error"
            yield Finding(SHARE_RULE, level, Place(f"底稿 {id_}"), problem, "请核对分子和分母两处的数")


REMARKS = (check_every_figure,)


LEDGER_RULES = (
    check_parts_and_whole,
    check_same_number,
)
