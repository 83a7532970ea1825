"""The charts of a campaign, each with its basis (口径)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.app.parameters import unit_meant
from kit.app.show import charts, frame, tables
from kit.topics.appraisal.results import DENOMINATORS

if TYPE_CHECKING:
    import pandas as pd

    from kit.app.show.charts import Chart
    from kit.app.work import Work


ALL = "all"  # the unit id of the whole body


def chart_of_returns(work: Work) -> Chart:
    """Return the opinion forms that came back, by channel."""
    by_channel = tables.forms_by_channel(work)
    basis = "征求意见发放回收表“收回份数”，按渠道相加"
    return _bars("征求意见表从各渠道收回多少", basis, by_channel["收回份数"], "份", frame.FORMS)


def chart_of_origins(work: Work) -> Chart:
    """Return the raw opinions, by where they came from."""
    by_origin = tables.opinions_by_origin(work)
    basis = "意见登记（原始）按来源渠道计条，不含只写“无意见”的"
    return _bars("原始意见从哪里来", basis, by_origin["原始意见条数"], "条", frame.OPINIONS)


def chart_of_aspects(work: Work) -> Chart:
    """Return the merged opinions, by aspect."""
    by_aspect = tables.opinions_by_aspect(work)
    basis = "意见归纳表按一级方面计条"
    return _bars("意见归纳到哪些方面", basis, by_aspect["归纳意见条数"], "条", frame.MERGED)


def chart_of_grades(work: Work, unit: str = "") -> Chart:
    """Return the grades each item got, of one unit (id or name) or of all.

    Raises ParameterError, with the nearest name, for a unit that the list of units does not have.
    """
    meant = unit_meant(work.units, unit)
    id_ = meant.id if meant else ALL
    by_item = tables.by_item(work.facts, work.campaign.evaluation, id_)
    minimum = work.campaign.evaluation.minimum if work.campaign.evaluation else 0
    basis = f"选各等次的有效票数，等次由好到差；不含有效票不足{minimum}张的单位"
    title = f"{meant.name if meant else '全部单位'}各项得到的等次"
    if not by_item.to_numpy().sum():
        return charts.nothing(title, basis, _why_no_grades(work, id_))
    parts = [[int(votes) for votes in by_item[grade]] for grade in by_item.columns]
    return charts.stacked(title, basis, list(by_item.index), parts, list(by_item.columns))


def _why_no_grades(work: Work, unit: str) -> str:
    """Return why a unit has no breakdown: what its facts say of it, else what is lacking."""
    if work.campaign.evaluation is None:
        return frame.APPRAISAL
    reason = work.facts.get(f"evaluation.{unit}.suppressed")
    return f"{reason.text}，不公布分项结果，所以没有图。" if reason else frame.BALLOTS


def chart_of_units(work: Work) -> Chart:
    """Return the answers to all items together, by grade, for every unit with a published breakdown."""
    found = [
        (unit.short, tables.by_item(work.facts, work.campaign.evaluation, unit.id)) for unit in work.units
    ]
    shown = [(name, by_item.sum()) for name, by_item in found if by_item.to_numpy().sum()]
    basis = "各项选各等次的有效票数之和；不公布分项结果的单位不画"
    if not shown:
        return charts.nothing("各单位得到的等次", basis, _why_no_grades(work, ALL))
    names = list(shown[0][1].index)
    parts = [[int(votes[grade]) for _, votes in shown] for grade in names]
    return charts.stacked("各单位得到的等次", basis, [name for name, _ in shown], parts, names)


def chart_of_changes(work: Work) -> Chart:
    """Return every unit's approval now and last time, where the two may be compared."""
    facts, evaluation = work.facts, work.campaign.evaluation
    pairs = [
        (unit.short, facts[now], facts[then])
        for unit in work.units
        if (now := f"evaluation.{unit.id}.positive_rate") in facts
        and (then := f"evaluation.{unit.id}.previous_positive_rate") in facts
    ]
    base = DENOMINATORS[evaluation.denominator] if evaluation else ""
    basis = f"综合好评率，%，分母为{base}；没有同口径上次结果的单位不画"
    if not pairs:
        return charts.nothing("好评率与上次比", basis, frame.BEFORE)
    now_rates = [float(now.value) for _, now, _ in pairs]  # type: ignore[arg-type] # a rate's value is a Fraction
    rates_before = [float(then.value) for _, _, then in pairs]  # type: ignore[arg-type] # see above
    labels = [name for name, _, _ in pairs]
    return charts.comparison_chart("好评率与上次比", basis, labels, now_rates, rates_before, ("上次", "这次"))


def _bars(title: str, basis: str, by_label: pd.Series, unit: str, why: str) -> Chart:
    labels, values = [str(label) for label in by_label.index], [int(value) for value in by_label]
    return charts.bars(title, basis, labels, values, unit, why)
