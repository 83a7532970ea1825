"""What 2_opinions looks at besides the sheets: proposals, accuracy, hot issues, counts over time.

No verbatim text, no giver and no word that only one opinion has stands in these tables: they are kept with
the record of the run.

The words of a campaign's raw opinions, by aspect; no person's name among them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.app.opinions.opining import hottest, is_registered, propose
from kit.app.parameters import whole
from kit.app.show import charts, frame, tables
from kit.opinions.deciding.decisions import decisions_path, read_decisions
from kit.opinions.proposing.words import key_words
from kit.text.cutting import segment
from kit.text.privacy.scrubbing import without_marks
from kit.topics.opinions import counted_opinions

if TYPE_CHECKING:
    import pandas as pd

    from kit.app.show.charts import Chart
    from kit.app.work import Work
    from kit.model.table import Sheets
    from kit.opinions.deciding.lines import ProposalRow
    from kit.opinions.deciding.suggesting import Suggestions


DAYS, WEEKS = 31, 183  # days: a span up to this is counted by day, by week; a longer one by month
MOST = 15  # hot issues on a chart
_PROPOSED = ("种类", "建议", "依据", "条数")
_HOT = ("排名", "标题", "地点", "热度", "条数", "起", "止", "近期条数", "赞成", "反对", "关键词")
_CALLED = {"D": "每天", "W": "每周（写的是周一）", "M": "每月"}


def suggestions(work: Work) -> Suggestions | None:
    """Return all that the machine proposes for the register, None where nothing was imported."""
    return propose(work.campaign) if is_registered(work.campaign) else None


def proposals(work: Work, found: Suggestions | None) -> pd.DataFrame:
    """Return how many proposals (条) wait for people: of what kind, what is proposed, on what ground."""
    if found is None:
        return tables.labelled_frame([], _PROPOSED, frame.REGISTER)
    from kit.opinions.deciding.lines import lines_of  # noqa: PLC0415 - a campaign without a register needs it not

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
    return tables.labelled_frame([(*what, count) for what, count in ordered], _PROPOSED, frame.DECIDED)


def _ground(line: ProposalRow, grounds: dict[str, str]) -> str:
    """Return in general on what ground a proposal stands; its full reason may quote the opinion."""
    return str(line.cells.get("种类") or grounds.get(str(line.cells["意见ID"])) or line.cells["依据"])


def accuracy(found: Suggestions | None) -> pd.DataFrame:
    """Return how far the machine's sorting can be trusted, in a sentence, from the random sample alone."""
    said = str(found.accuracy) if found and found.accuracy else "还不能说：意见太少，只按词典提示，请逐条看"
    said = frame.REGISTER if found is None else said
    return tables.labelled_frame([("机器归类的把握", said)], ("项目", "说明"))


def table_of_hot_issues(work: Work) -> pd.DataFrame:
    """Return the hot issues of the register, the hottest first; the empty frame says why it is empty."""
    if not is_registered(work.campaign):
        return tables.labelled_frame([], _HOT, frame.REGISTER)
    found = hottest(work.campaign)
    rows = found[list(_HOT)].head(frame.MOST).itertuples(index=False, name=None)
    return tables.labelled_frame(rows, _HOT, frame.HOT)


def chart_of_hot_issues(by_issue: pd.DataFrame) -> Chart:
    """Return the opinions on each of the hottest issues."""
    shown = by_issue.head(MOST)
    basis = "登记簿里说同一件事的意见，按用词归堆，以条计；排名看条数、近期、持续、赞成"
    labels = [f"{rank}. {title}" for rank, title in zip(shown.index, shown["标题"], strict=True)]
    counts = [int(count) for count in shown["条数"]]
    return charts.bars(
        "热点问题", basis, labels, counts, "条", str(by_issue.attrs.get(frame.WHY, frame.REGISTER))
    )


def opinions_over_time(work: Work) -> pd.DataFrame:
    """Return the raw opinions (条) of each day, week or month, by channel; those without a day are not."""
    from kit.opinions.proposing.hot_issues import counts_over_time, span_of_days  # noqa: PLC0415 - only this step needs it

    by_opinion = counted_opinions(work.reading.sheets)
    if by_opinion.empty:
        return tables.labelled_frame([], ("时段", "合计"), frame.OPINIONS)
    span = span_of_days(by_opinion)
    period = "D" if span <= DAYS else "W" if span <= WEEKS else "M"
    counted = counts_over_time(by_opinion, "来源渠道", period)
    if counted.empty:
        return tables.labelled_frame([], ("时段", "合计"), frame.DAYS)
    counted.insert(0, "合计", counted.sum(axis=1).astype(int))
    labels = [str(when.start_time.date() if period == "W" else when) for when in counted.index]
    return counted.set_axis(labels).rename_axis(index=None, columns=_CALLED[period])


def chart_over_time(by_period: pd.DataFrame) -> Chart:
    """Return the opinions of each period."""
    basis = "意见登记（原始）按登记日计条，不含没有写日子的和只写“无意见”的"
    labels = [str(label) for label in by_period.index]
    counts = [int(count) for count in by_period["合计"]]
    return charts.bars("意见是什么时候来的", basis, labels, counts, "条", frame.DAYS)


_PERSONS = (("leaders", "姓名"), ("organisation", "姓名"), ("opinions", "提出者姓名"), ("opinions", "指向人"))


def words_by_aspect(work: Work, most: int = 8) -> pd.DataFrame:
    """Return each aspect's `most` telling words, each with how many raw opinions (条) hold it.

    Raises ParameterError unless `most` is a whole number from 1.
    """
    most = whole("most", most, 1)
    texts = texts_by_aspect(work.reading.sheets)
    own = [word for node in work.campaign.aspect_nodes for word in node.keywords]
    cut = {aspect: segment(map(without_marks, said), own) for aspect, said in texts.items()}
    found = key_words(cut, persons(work.reading.sheets), most)
    rows = [
        (aspect, len(texts[aspect]), "　".join(f"{word.word} {word.opinions}" for word in words))
        for aspect, words in found.items()
    ]
    return tables.labelled_frame(
        rows, ("方面", "原始意见条数", "关键词（数字是有几条意见提到）"), frame.WORDS
    )


def texts_by_aspect(sheets: Sheets) -> dict[str, list[str]]:
    """Return the raw opinions (原文) that every aspect's merged opinions name as their sources."""
    raw = counted_opinions(sheets)
    if raw.empty:
        return {}
    texts = dict(zip(raw["意见ID"].astype(str), raw["原文"].astype(str), strict=True))
    found: dict[str, dict[str, str]] = {}
    for row in sheets.rows("merged_opinions"):
        named = {str(id_): texts[str(id_)] for id_ in row["来源意见ID"] or () if str(id_) in texts}
        if row["一级方面"]:
            found.setdefault(str(row["一级方面"]), {}).update(named)
    return {aspect: list(said.values()) for aspect, said in found.items()}


def persons(sheets: Sheets) -> frozenset[str]:
    """Return every person's name the sheets hold."""
    names: set[str] = set()
    for kind, column in _PERSONS:
        rows = sheets.frame(kind)
        if column in rows:
            names |= {str(name) for name in rows[column].dropna()}
    return frozenset(names)
