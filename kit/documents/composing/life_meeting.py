"""The leadership's meeting (民主生活会): which one, how many came, what the poll said: S04, S22."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kit.documents.composing.names import meetings
from kit.documents.composing.people import post_of
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact
    from kit.nouns.table import Row, Sheets

KIND = "民主生活会"  # 类型


def takes_place(sheets: Sheets) -> bool:
    """Return whether the sheets tell of such a meeting: a row of S04, or criticisms (S21)."""
    told = any(KIND in str(row["类型"] or "") for row in sheets.rows("meetings"))
    return told or sheets.has("criticisms")


def meeting(material: Material, id_: str) -> Row | None:
    """Return the meeting of that id; without one, the last 民主生活会."""
    rows = meetings(material, "" if id_ else KIND)
    found = [row for row in rows if not id_ or str(row["会议ID"]) == id_]
    return found[-1] if found else None


def attendance(material: Material, id_: str) -> Prose | None:
    """Return 应到N人，实到N人; None where nobody was counted."""
    expected, present = (material.facts.get(f"{id_}.{key}") for key in ("expected", "attendance"))
    told = [prose(word, fact, "人") for word, fact in (("应到", expected), ("实到", present)) if fact]
    return prose(joined(told, "，")) if told else None


def chair(material: Material, row: Row | None) -> str:
    """Return the post of who chaired; never a name, which stands in the record of criticisms too."""
    return post_of(material, str(row["主持"] or "")) if row else ""


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
