"""A satisfaction poll (满意度测评) with one question: S22."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.evaluation import AppraisalItem
from kit.model.fact import Fact, count_fact, rate_fact
from kit.model.tally import Turnout
from kit.text.numbers import percentage
from kit.topics.appraisal.tallying import tally_ballots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.table import Sheets


LEAST = 5  # figures.md 2.7: fewer ballots would show single answers


def count_poll(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield ballots returned and valid, each grade's count and rate, and the approval."""
    by_ballot, poll = sheets.frame("poll_ballots"), campaign.poll
    if by_ballot.empty or poll is None:
        return
    item = AppraisalItem(id="overall", question=poll.question, grades=poll.grades)
    tally, sources = tally_ballots(by_ballot, (item,), Turnout()), sheets.sources(by_ballot, poll.question)
    name = poll.name
    yield count_fact("poll.returned", f"{name}收回票数", tally.returned, "张", "测评票的行数", sources)
    yield count_fact("poll.void", f"{name}无效票数", tally.void, "张", "整票判定为“无效”的票", sources)
    yield count_fact("poll.valid", f"{name}有效票数", tally.valid, "张", "收回票减无效票", sources)
    least = campaign.evaluation.minimum if campaign.evaluation else LEAST
    if tally.valid < least:
        return
    counts = tally.items[0].counts
    for place, (grade, votes) in enumerate(zip(poll.grades, counts, strict=True), 1):
        label, key = f"{name}“{grade}”", f"poll.g{place}"
        yield count_fact(f"{key}.count", f"{label}票数", votes, "票", f"选“{grade}”的有效票", sources)
        exact, basis = percentage(votes, tally.valid), f"选“{grade}”的票数除以有效票"
        yield rate_fact(f"{key}.rate", f"{label}占比", exact, basis, sources, parents=(f"{key}.count",))
    rest = tally.valid - sum(counts)
    yield count_fact("poll.undecided", f"{name}未选定等次票数", rest, "票", "有效票减去选了等次的票", sources)
    best = "和".join(f"“{grade}”" for grade in poll.grades[: poll.positive])
    exact = percentage(sum(counts[: poll.positive]), tally.valid)
    yield rate_fact("poll.positive_rate", f"{name}好评率", exact, f"选{best}的票数除以有效票", sources)


FACTS = (count_poll,)
