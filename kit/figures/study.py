"""Study: sessions (S05), trips and lectures (S06), papers (S07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.fact import Fact, count_fact, list_fact
from kit.words.dates import VagueDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

    from kit.nouns.campaign import Campaign
    from kit.nouns.table import Sheets


def count(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield sessions and forms of study, places visited, lectures, papers and the selected ones."""
    yield from _sessions(sheets)
    yield from _trips(sheets)
    yield from _papers(sheets)


def _sessions(sheets: Sheets) -> Iterator[Fact]:
    by_session = sheets.frame("study_sessions")
    if by_session.empty:
        return
    sources = sheets.sources(by_session, "形式")
    forms = tuple(dict.fromkeys(str(form) for form in _by_date(by_session)["形式"].dropna()))
    yield count_fact("study.sessions", "学习安排次数", len(by_session), "次", "学习安排表的行数", sources)
    yield count_fact("study.form_count", "学习形式数", len(forms), "种", "不同学习形式的个数", sources)
    yield list_fact("study.forms", "学习形式", forms, sources=sources)
    if "实到" in by_session:
        present = by_session[by_session["实到"].notna()]
        total, sources = sum(int(n) for n in present["实到"]), sheets.sources(present, "实到")
        yield count_fact("study.attendance", "参学人次", total, "人次", "各次学习实到人数之和", sources)


def _trips(sheets: Sheets) -> Iterator[Fact]:
    by_trip = sheets.frame("study_trips")
    if by_trip.empty:
        return
    ordered = _by_date(by_trip)
    out, guests = (ordered[ordered["类别"] == kind] for kind in ("走出去", "请进来"))
    if len(out):
        places, sources = tuple(dict.fromkeys(out["专家/地点"])), sheets.sources(out, "专家/地点")
        yield count_fact("study.trip_count", "外出考察地数", len(places), "个", "不同考察地的个数", sources)
        yield list_fact("study.trip_places", "外出考察地", places, "按首次考察先后", sources)
    if len(guests):
        sources = sheets.sources(guests, "专家/地点")
        yield count_fact(
            "study.expert_lectures", "专家辅导场数", len(guests), "场", "“请进来”的次数", sources
        )


def _papers(sheets: Sheets) -> Iterator[Fact]:
    by_paper = sheets.frame("essays")
    if by_paper.empty:
        return
    essays, talks = (by_paper[by_paper["体裁"] == kind] for kind in ("心得体会", "交流发言"))
    sources = sheets.sources(essays, "体裁")
    yield count_fact("study.essays", "心得体会篇数", len(essays), "篇", "体裁为“心得体会”的篇数", sources)
    authors = essays["作者"].nunique()
    yield count_fact("study.essay_authors", "撰写心得体会人数", authors, "人", "心得体会的不同作者", sources)
    if len(talks):
        sources = sheets.sources(talks, "体裁")
        yield count_fact("study.talks", "交流发言篇数", len(talks), "篇", "体裁为“交流发言”的篇数", sources)
    if "是否精选" in by_paper:
        chosen = by_paper[by_paper["是否精选"].eq(True)]  # noqa: FBT003 - a cell holds True, False or None
        sources = sheets.sources(chosen, "是否精选")
        yield count_fact(
            "study.essays_selected", "精选心得体会篇数", len(chosen), "篇", "“是否精选”为是", sources
        )


def _by_date(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by date; a month without a day sorts as its first, no date last."""
    order = sorted(range(len(frame)), key=lambda at: (_sortable(frame["日期"].iloc[at]), at))
    return frame.iloc[order]


def _sortable(day: date | VagueDate | None) -> tuple[int, int, int]:
    if isinstance(day, VagueDate):
        return day.year, day.month, 0
    return (day.year, day.month, day.day) if day is not None and day == day else (9999, 0, 0)  # noqa: PLR0124
