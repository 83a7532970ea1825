"""What is held back for a small group of voters (票种), said wherever it is missed: papers, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.fact import own_word, text_fact
from kit.model.finding import Finding
from kit.model.prose import prose
from kit.model.roster import units_of
from kit.topics.appraisal.tallying import has_ballots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.evaluation import Evaluation
    from kit.model.fact import Fact, Facts
    from kit.model.prose import Prose
    from kit.model.table import Sheets
    from kit.topics.appraisal.disclosure import Weighed


BASIS = "防止看出个人：campaign.toml 的 minimum 和 small_groups"
NAMED = 6  # units named in one finding


def held_back_facts(id_: str, name: str, weighed: Weighed, evaluation: Evaluation) -> Iterator[Fact]:
    """Yield what is said beside a result: which groups are weighed together, or that it is left out."""
    least = f"有的票种有效票不足{evaluation.minimum}张"
    if weighed.is_withheld:
        text = f"{least}，综合得分和综合好评率不公布"
        yield text_fact(f"{id_}.withheld", f"{name}不公布综合结果的原因", text, BASIS)
    elif weighed.is_pooled:
        text = f"{least}，综合结果按各票种合并计算，不加权"
        yield text_fact(f"{id_}.pooled", f"{name}合并计算的原因", text, BASIS)


def held_back_of(facts: Facts, unit_id: str) -> str:
    """Return what is held back of a unit and why, for the register; nothing where nothing is."""
    keys = ("suppressed", "withheld", "pooled")
    said = [fact for key in keys if (fact := facts.get(f"evaluation.{unit_id}.{key}")) is not None]
    return "；".join(
        f"{fact}，分项结果不公布" if fact.id.endswith(".suppressed") else fact.text for fact in said
    )


def held_back_of_unit(material: Material, unit_id: str) -> list[Fact]:
    """Return what a notice says beside its result of small groups."""
    told = (material.facts.get(f"evaluation.{unit_id}.{key}") for key in ("pooled", "withheld"))
    return [fact for fact in told if fact is not None]


def held_back_of_all(material: Material) -> list[Prose]:
    """Return what the circular says of small groups, once for all units."""
    if material.campaign.evaluation is None:
        return []
    least = material.campaign.evaluation.minimum
    ids = [f"evaluation.{unit.id}" for unit in material.units]
    said = (
        ("pooled", f"有的票种有效票不足{least}张的单位，综合结果按各票种合并计算，不加权"),
        ("withheld", f"有的票种有效票不足{least}张的单位，不公布综合得分和综合好评率"),
    )
    clauses = [prose(words) for key, words in said if any(f"{id_}.{key}" in material.facts for id_ in ids)]
    if "evaluation.all.pooled" in material.facts:
        clauses.append(prose("总体的综合得分和综合好评率也按各票种合并计算"))
    return clauses


def held_back_remarks(facts: Facts, sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one finding for the units whose groups are weighed together, one for those without composites."""
    evaluation = campaign.evaluation
    if evaluation is None or not evaluation.groups or not has_ballots(sheets):
        return
    place = (*sheets.of("ballots"), *sheets.of("tallied_ballots"))[0].place()
    least, setting = f"票种有效票不足{evaluation.minimum}张", "campaign.toml 的 [evaluation] small_groups"
    if named := _named(facts, sheets, "pooled"):
        problem = f"{named}有{least}，综合结果按各票种合并计算，不加权，否则能推出个人怎样评的"
        remedy = f'不用处理；宁可不公布综合结果的，{setting} 写 "leave_out"'
        yield Finding("evaluation.pooled_groups", "info", place, problem, remedy)
    if named := _named(facts, sheets, "withheld"):
        problem = f"{named}有{least}，综合得分、综合好评率、位次和比较都不公布，否则能推出个人怎样评的"
        remedy = f'不用处理；要公布合并计算的结果，{setting} 写 "pool"'
        if evaluation.small_groups == "pool":
            remedy = "不用处理；有的票种只有占比，和票数合并不了，补上它的票数就能合并计算"
        yield Finding("evaluation.withheld_composite", "warning", place, problem, remedy)


def hidden_group_remarks(facts: Facts, sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield one finding for the units that hide groups, one for those that the body does not add up."""
    evaluation = campaign.evaluation
    if evaluation is None or not evaluation.groups or not has_ballots(sheets):
        return
    place = (*sheets.of("ballots"), *sheets.of("tallied_ballots"))[0].place()
    if named := _named(facts, sheets, "groups_suppressed"):
        problem = (
            f"{named}有票种有效票不足{evaluation.minimum}张，这些票种的票数和占比不分开公布，连同人数次少的"
        )
        remedy = "不用处理；是哪几个票种，见底稿里各单位“不分票种公布的原因”"
        yield Finding("evaluation.hidden_groups", "info", place, problem, remedy)
    if (left_out := facts.get("evaluation.not_by_group")) is not None:
        said = left_out.value if isinstance(left_out.value, tuple) else ()
        more = f"等{len(said)}个单位" if len(said) > NAMED else ""
        problem = f"全部单位各票种的合计不含{'、'.join(said[:NAMED])}{more}：计入就能推出那几个人怎样评的"
        yield Finding("evaluation.not_by_group", "info", place, problem, "不用处理；印出来时会注明")


def unanimous_remarks(facts: Facts, sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Warn where a table by group is asked for and a group all gave one answer: then each one's is known."""
    evaluation = campaign.evaluation
    asked_for = any(said.get("by_group") for said in campaign.documents.values())
    if evaluation is None or not asked_for or not has_ballots(sheets):
        return
    said = []
    for unit in units_of(sheets):
        for group in evaluation.groups:
            front = f"evaluation.{unit.id}.by.{own_word(group.id)}"
            valid = facts.get(f"{front}.valid")
            counts = [
                (item, grade, facts.get(f"{front}.{item.id}.g{at}.count"))
                for item in evaluation.items
                for at, grade in enumerate(item.grades, 1)
            ]
            said += [
                f"{unit.short}的“{group.name}”{valid}张票在“{item.question}”上都选了“{grade}”"
                for item, grade, count in counts
                if valid and count is not None and count == valid.value
            ]
    if said:
        place = (*sheets.of("ballots"), *sheets.of("tallied_ballots"))[0].place()
        more = f"等{len(said)}处" if len(said) > NAMED else ""
        problem = f"{'；'.join(said[:NAMED])}{more}：印了各票种分开的结果，就知道其中每个人怎样评的"
        remedy = "请领导定印不印；不印的，删去 [documents] 里的 by_group，或把 minimum 写大"
        yield Finding("evaluation.unanimous_group", "warning", place, problem, remedy)


def _named(facts: Facts, sheets: Sheets, key: str) -> str:
    names = [unit.short for unit in units_of(sheets) if f"evaluation.{unit.id}.{key}" in facts]
    more = f"等{len(names)}个单位" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more


REMARKS = (held_back_remarks, hidden_group_remarks, unanimous_remarks)
