"""The window of collecting (收票起止): answers before the opening and after the close are named and left out.

So are rows that somebody filled in to try the form; the same person twice is asked about. Who filled a ballot
in is read for this alone and kept nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kit.model.finding import Finding, Question
from kit.model.roster import NOT_COUNTED, aliases, name_key, units_of
from kit.sheets.cells import rows_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.roster import UnitNames
    from kit.model.table import Sheets, Table

WHEN, WHO, REACHED = "提交时间", "填票人", "联系方式"
MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?)?"
)
TRIED = re.compile(
    r"(?:测试|试填|试答|试投|试用|test(?:ing)?)+(?:数据|用户|一下|人员|账号|卷|票|部门|单位)?[\d一二三四五六七八九十]*"
    r"[。.!！]?",
    re.IGNORECASE,
)
OUTSIDE_RULE, TRIED_RULE, TWICE_RULE = "ballots.outside_window", "ballots.tried", "ballots.same_person"
LAST_ONLY, ALL_COUNT = "只算最后一张", "都算"


EARLY, LATE, TRIAL, AGAIN = "收票开始以前交的", "收票截止以后交的", "试填的", "同一个人后来又交了一张"
Reasons = dict[int, str]  # why a row does not count, by Excel row


@dataclass(frozen=True, eq=False)
class Collected:
    """The tables with the ballots that count, without who filled them in, and which were left out and why."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    left_out: Mapping[tuple[str, str], Reasons]  # by file and sheet


def within_window(tables: Sequence[Table], campaign: Campaign) -> Collected:
    """Return what was collected in time and in earnest."""
    made: list[Table] = []
    findings: list[Finding] = []
    left_out: dict[tuple[str, str], Reasons] = {}
    for table in tables:
        if table.kind == "ballots" and campaign.evaluation is not None:
            table, said, reasons = _counted(table, campaign, campaign.evaluation)  # noqa: PLW2901 - fewer rows
            findings += said
            left_out.setdefault((table.file, table.sheet), {}).update(reasons)
        made.append(table)
    return Collected(tuple(made), tuple(findings), left_out)


def _counted(
    table: Table, campaign: Campaign, evaluation: Evaluation
) -> tuple[Table, list[Finding], Reasons]:
    frame, findings = table.frame, []
    reasons: Reasons = {}
    for rows, reason, finding in (*_outside(table, evaluation), *_tried(table)):
        frame = frame.loc[~frame.index.isin(rows)]
        findings.append(finding)
        reasons |= dict.fromkeys(rows, reason)
    kept = replace(table, frame=frame)
    if (twice := _twice(kept)) is not None:
        rows, question = twice
        answer = campaign.answers.get(question.key)
        if answer is None:
            problem = f"同一个人交了几张（{rows_text(sorted(rows))}是后来又交的，前面的也算着）"
            remedy = "请在 kit map 里回答只算最后一张还是都算"
            findings.append(Finding(TWICE_RULE, "warning", table.place(), problem, remedy, question=question))
        elif answer == LAST_ONLY:
            reasons |= dict.fromkeys(_repeats(frame, keep="last"), AGAIN)
            frame = _last_of_each(frame)
    persons = [name for name in (WHEN, WHO, REACHED) if name in frame]
    return replace(table, frame=frame.drop(columns=persons)), findings, reasons


def _outside(table: Table, evaluation: Evaluation) -> Iterator[tuple[list[int], str, Finding]]:
    if WHEN not in table.frame or (evaluation.opens is None and evaluation.closes is None):
        return
    when = {int(row): moment_of(cell) for row, cell in zip(table.frame.index, table.frame[WHEN], strict=True)}
    early = [row for row, at in when.items() if at and evaluation.opens and is_before(at, evaluation.opens)]
    late = [row for row, at in when.items() if at and evaluation.closes and is_after(at, evaluation.closes)]
    for rows, said, limit in (
        (early, EARLY, evaluation.opens),
        (late, LATE, evaluation.closes),
    ):
        if rows:
            problem = (
                f"{rows_text(rows)}是{said.removesuffix('交的')}（{limit}）交的，共 {len(rows)} 张，没有算"
            )
            remedy = "起止不对的，请改 campaign.toml 里 [evaluation] 的 opens、closes"
            yield rows, said, Finding(OUTSIDE_RULE, "warning", table.place(rows[0], WHEN), problem, remedy)
    unknown = [row for row, at in when.items() if at is None]
    if unknown:
        problem = f"{rows_text(unknown)}看不出什么时候交的，算在收票时间以内"
        yield (
            [],
            "",
            Finding(OUTSIDE_RULE, "warning", table.place(unknown[0], WHEN), problem, "不该算的请移走"),
        )


def moment_of(cell: object) -> datetime | None:
    """Return the moment that a cell says; a day without an hour is its first moment.

    >>> moment_of("2023/09/11 08:30:00"), moment_of("昨天")
    (datetime.datetime(2023, 9, 11, 8, 30), None)
    """
    found = MOMENT.search(str(cell))
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - as typed
    except ValueError:
        return None


def is_before(at: datetime, opens: date | datetime) -> bool:
    """Return whether a moment lies before the opening: a moment, or the first of a day."""
    return at < opens if isinstance(opens, datetime) else at.date() < opens


def is_after(at: datetime, closes: date | datetime) -> bool:
    """Return whether a moment lies after the close: a moment, or the last of a day."""
    return at > closes if isinstance(closes, datetime) else at.date() > closes


def _tried(table: Table) -> Iterator[tuple[list[int], str, Finding]]:
    columns = [name for name in (WHO, "文字意见", "票号") if name in table.frame]
    said = {
        int(row): str(cell)
        for name in columns
        for row, cell in zip(table.frame.index, table.frame[name], strict=True)
        if cell is not None and TRIED.fullmatch(str(cell).strip())
    }
    if said:
        problem = f"{rows_text(sorted(said))}写的是“{next(iter(said.values()))}”，是试填的，没有算"
        yield (
            sorted(said),
            TRIAL,
            Finding(TRIED_RULE, "warning", table.place(min(said)), problem, "真是评议票的，请改掉这几个字"),
        )


NO_UNIT, NOT_OURS, UNKNOWN_UNIT = "看不出是哪个单位", "答的是不算的单位", "单位目录里没有这个单位"


def rows_of_nobody(sheets: Sheets, campaign: Campaign) -> dict[tuple[str, str], Reasons]:
    """Return the rows of ballots and totals that count for no unit, by file and sheet, and why."""
    known = aliases(units_of(sheets))
    found: dict[tuple[str, str], Reasons] = {}
    for table in (*sheets.of("ballots"), *sheets.of("tallied_ballots")):
        if "被评单位" not in table.frame:
            continue
        named = table.frame["被评单位"]
        reasons = {name: _no_unit(name, known, campaign) for name in named.unique()}
        numbers = named.index.tolist()
        lost = {row: reasons[name] for row, name in zip(numbers, named, strict=True) if reasons[name]}
        found.setdefault((table.file, table.sheet), {}).update(lost)
    return found


def _no_unit(name: object, known: UnitNames, campaign: Campaign) -> str:
    if name is None:
        return NO_UNIT
    if known.get(str(name)) is not None:
        return ""
    return NOT_OURS if campaign.answers.get(name_key(str(name))) == NOT_COUNTED else UNKNOWN_UNIT


def _persons(frame: pd.DataFrame) -> Any:  # noqa: ANN401 - a column of a frame
    """Return who filled each ballot in, by what reaches him, else by name; None where neither column is."""
    return next((frame[name] for name in (REACHED, WHO) if name in frame and frame[name].notna().any()), None)


def _twice(table: Table) -> tuple[list[int], Question] | None:
    """Return the later ballots of persons who handed in several on one unit, and the question about them."""
    rows = _repeats(table.frame, keep="first")
    if not rows:
        return None
    asked = f"{table.place()}里同一个人交了几张，怎么算"
    return rows, Question(f"{table.place()}·同一人几张", asked, LAST_ONLY, (LAST_ONLY, ALL_COUNT))


def _repeats(frame: pd.DataFrame, *, keep: Any) -> list[int]:  # noqa: ANN401 - as pandas names it
    is_again = _copies(frame, keep=keep)
    if (persons := _persons(frame)) is not None:
        by = frame[["被评单位"]].assign(人=persons)
        is_again |= by.duplicated(keep=keep) & persons.notna()
    return [int(row) for row in frame.index[is_again]]


def _copies(frame: pd.DataFrame, *, keep: Any) -> pd.Series[bool]:  # noqa: ANN401 - as pandas names it
    """Return which rows say what another says, handed in within the same second: one answer, copied."""
    if WHEN not in frame:
        return frame.index.to_series().isin(())
    to_the_second = frame[WHEN].map(_is_to_the_second)
    return frame.drop(columns=["票号"], errors="ignore").duplicated(keep=keep) & to_the_second


def _last_of_each(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.loc[~frame.index.isin(_repeats(frame, keep="last"))]


def _is_to_the_second(cell: object) -> bool:
    at = moment_of(cell)
    return at is not None and at.second > 0
