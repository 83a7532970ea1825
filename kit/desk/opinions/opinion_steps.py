"""What 2_opinions looks at besides the sheets: proposals, accuracy, hot issues, counts over time.

No verbatim text, no giver and no word that only one opinion has stands in these tables: they are kept with
the record of the run.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.desk.opinions.opining import hottest, propose
from kit.desk.showing import charts, nothing, tables
from kit.desk.showing.frame import MOST as MOST_ROWS
from kit.desk.showing.frame import WHY
from kit.figures.opinions import counted_opinions
from kit.opinions.decisions import decisions_path, read_decisions
from kit.opinions.register import read_register

if TYPE_CHECKING:
    import pandas as pd

    from kit.desk.showing.charts import Chart
    from kit.desk.work import Work
    from kit.opinions.review_lines import Line
    from kit.opinions.suggesting import Suggestions

DAYS, WEEKS = 31, 183  # days: a span up to this is counted by day, by week; a longer one by month
MOST = 15  # hot issues on a chart
_PROPOSED = ("种类", "建议", "依据", "条数")
_HOT = ("排名", "标题", "地点", "热度", "条数", "起", "止", "近期条数", "赞成", "反对", "关键词")
_CALLED = {"D": "每天", "W": "每周（写的是周一）", "M": "每月"}


def suggestions(work: Work) -> Suggestions | None:
    """Return all that the machine proposes for the register, None where nothing was imported."""
    return propose(work.campaign) if _is_registered(work) else None


def _is_registered(work: Work) -> bool:
    """Return whether the register holds an opinion that counts."""
    return not read_register(work.campaign).empty


def proposals(work: Work, found: Suggestions | None) -> pd.DataFrame:
    """Return how many proposals (条) wait for people: of what kind, what is proposed, on what ground."""
    if found is None:
        return tables.table([], _PROPOSED, nothing.REGISTER)
    from kit.opinions.review_lines import lines_of  # noqa: PLC0415 - a campaign without a register needs it not

    decisions = read_decisions(decisions_path(work.campaign))
    grounds = dict(zip(found.proposals.aspects["意见ID"], found.proposals.aspects["来历"], strict=True))
    lines = lines_of(found.by_opinion, found.proposals, decisions)
    counts = Counter(
        (kind, line.batch[1], _ground(line, grounds))
        for kind, waiting in lines.items()
        for line in waiting
        if line.weight and not line.cells["原决定"]
    )
    ordered = sorted(counts.items(), key=lambda told: (-told[1], told[0]))
    return tables.table([(*what, count) for what, count in ordered], _PROPOSED, nothing.DECIDED)


def _ground(line: Line, grounds: dict[str, str]) -> str:
    """Return in general on what ground a proposal stands; its full reason may quote the opinion."""
    return str(line.cells.get("种类") or grounds.get(str(line.cells["意见ID"])) or line.cells["依据"])


def accuracy(found: Suggestions | None) -> pd.DataFrame:
    """Return how far the machine's sorting can be trusted, in a sentence, measured on what people sorted."""
    said = (
        str(found.accuracy) if found and found.accuracy else "人工归类的还不够多，先按词典提示，没有可检验的"
    )
    said = nothing.REGISTER if found is None else said
    return tables.table([("机器归类的把握", said)], ("项目", "说明"))


def hot_issues(work: Work) -> pd.DataFrame:
    """Return the hot issues of the register, the hottest first; the empty frame says why it is empty."""
    if not _is_registered(work):
        return tables.table([], _HOT, nothing.REGISTER)
    found = hottest(work.campaign)
    rows = found[list(_HOT)].head(MOST_ROWS).itertuples(index=False, name=None)
    return tables.table(rows, _HOT, nothing.HOT)


def chart_of_hot_issues(by_issue: pd.DataFrame) -> Chart:
    """Return the opinions on each of the hottest issues."""
    shown = by_issue.head(MOST)
    basis = "登记簿里说同一件事的意见，按用词归堆，以条计；排名看条数、近期、持续、赞成"
    labels = [f"{rank}. {title}" for rank, title in zip(shown.index, shown["标题"], strict=True)]
    counts = [int(count) for count in shown["条数"]]
    return charts.bars(
        "热点问题", basis, labels, counts, "条", str(by_issue.attrs.get(WHY, nothing.REGISTER))
    )


def opinions_over_time(work: Work) -> pd.DataFrame:
    """Return the raw opinions (条) of each day, week or month, by channel; those without a day are not."""
    from kit.opinions.heat import counts_over_time, span_of_days  # noqa: PLC0415 - only this step needs it

    by_opinion = counted_opinions(work.reading.sheets)
    if by_opinion.empty:
        return tables.table([], ("时段", "合计"), nothing.OPINIONS)
    span = span_of_days(by_opinion)
    period = "D" if span <= DAYS else "W" if span <= WEEKS else "M"
    counted = counts_over_time(by_opinion, "来源渠道", period)
    if counted.empty:
        return tables.table([], ("时段", "合计"), nothing.DAYS)
    counted.insert(0, "合计", counted.sum(axis=1).astype(int))
    labels = [str(when.start_time.date() if period == "W" else when) for when in counted.index]
    return counted.set_axis(labels).rename_axis(index=None, columns=_CALLED[period])


def chart_over_time(by_period: pd.DataFrame) -> Chart:
    """Return the opinions of each period."""
    basis = "意见登记（原始）按登记日计条，不含没有写日子的和只写“无意见”的"
    labels = [str(label) for label in by_period.index]
    counts = [int(count) for count in by_period["合计"]]
    return charts.bars("意见是什么时候来的", basis, labels, counts, "条", nothing.DAYS)
