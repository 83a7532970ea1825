"""The satisfaction poll (满意度测评, S22): one question, counted and told grade by grade."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kit.model.evaluation import AppraisalItem
from kit.model.fact import Fact, count_fact, rate_fact
from kit.model.prose import Prose, prose
from kit.model.tally import Turnout
from kit.text.numbers import percentage
from kit.text.saying import joined
from kit.topics.appraisal.tallying import tally_ballots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
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


def polled(material: Material) -> Prose | None:
    """Return the result of the poll (满意度测评), grade by grade; None without one that may be published."""
    facts, poll = material.facts, material.campaign.poll
    valid, returned, rate = (facts.get(f"poll.{key}") for key in ("valid", "returned", "positive_rate"))
    if poll is None or not valid or rate is None:
        return None
    void = facts.get("poll.void")
    ballots = prose(
        "收回测评票",
        returned or "",
        "张，其中无效票",
        "" if void is None else void,
        "张、有效票",
        valid,
        "张",
    )
    grades = [_grade(material, place, grade) for place, grade in enumerate(poll.grades, 1)]
    best = "”和“".join(poll.grades[: poll.positive])
    whole = prose("，“", best, "”的占", rate) if poll.positive > 1 else ""
    undecided = facts.get("poll.undecided")
    rest = prose("；另有", undecided, "票弃权、未填写或者该项无效") if undecided else ""
    told = joined([grade for grade in grades if grade], "，")
    return prose(ballots, "；", told, whole, _rounding(material, rate), rest)


def _rounding(material: Material, whole: Fact) -> str:
    """Return the note on rounding where the printed shares do not add up to the printed whole."""
    poll = material.campaign.poll
    places = range(1, poll.positive + 1) if poll else ()
    shares = [material.facts.get(f"poll.g{place}.rate") for place in places]
    added = sum((_printed(share) for share in shares if share is not None), Fraction())
    return "" if added == _printed(whole) else "（各项占比单独四舍五入，相加与合计略有出入）"


def _printed(share: Fact) -> Fraction:
    return Fraction(share.text.rstrip("%"))


def _grade(material: Material, place: int, grade: str) -> Prose | None:
    votes, share = (material.facts.get(f"poll.g{place}.{key}") for key in ("count", "rate"))
    if votes is None:
        return None
    return prose(f"“{grade}”", votes, "票，占", share or "") if votes else prose(f"没有“{grade}”票")
