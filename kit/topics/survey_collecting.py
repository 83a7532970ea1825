"""When a survey was collected (收集起止), who tried the form, and who may have answered twice.

Answer sheets outside the window and those that try the form are named and left out. Whether two came from one
person is asked, by the evidence there is; answers that are alike are never evidence by themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kit.model.campaign import FILE
from kit.model.fact import Place
from kit.model.finding import Finding, Question
from kit.model.survey import Survey
from kit.sheets.cells import rows_text
from kit.sheets.surveying.own_columns import PRIVATE
from kit.sheets.surveying.verbatim import SLASHED, days, verbatim_cell
from kit.topics.appraisal.window import ALL_COUNT, TRIED, Collected, is_after, is_before, moment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from kit.model.campaign import Campaign
    from kit.model.survey import SurveySettings
    from kit.model.table import Sheets, Table
    from kit.topics.appraisal.window import Reasons

KIND_ID = "surveys"
OUTSIDE_RULE, TRIED_RULE, TWICE_RULE = "survey.outside_window", "survey.tried", "survey.same_person"
UNFINISHED_RULE, UNUSED_RULE = "survey.unfinished", "survey.unused_setting"
WHY = {
    OUTSIDE_RULE: "收集时间以外交的",
    TRIED_RULE: "试填的",
    TWICE_RULE: "同一个人后来又交了一份",
    UNFINISHED_RULE: "没有答完的",
}
LEFT_OUT, COUNTED, LAST_ONLY = "不算", "算", "只算最后一份"
UNFINISHED = re.compile(
    r"(?:未|没有|部分)(?:答|填写?|提交|作答|答题)?(?:完成?)?(?:答题|填写)?|进行中|中途退出|incomplete|partial|"
    r"in ?progress|false|\d{1,2}%",
    re.IGNORECASE,
)
AFTERNOON = re.compile(r"下午|晚上|PM\b", re.IGNORECASE)
NOBODY = re.compile(r"anonymous|匿名.*|游客|微信用户|n/?a|无|-+|未知|unknown", re.IGNORECASE)
LEAST_ANSWERS = 3  # alike answers with one address say little where fewer questions were answered
NOON = 12


@dataclass(frozen=True)
class Evidence:
    """Why several answer sheets may be one person's: in words, and what is proposed."""

    why: str
    proposal: str
    persons: Callable[[Table, Survey], list[str]]  # of each answer sheet; "" where nothing says so


def settings_of(survey: str, campaign: Campaign) -> SurveySettings | None:
    """Return what [[surveys]] says of a survey: the entry with most of its name, else that of all."""
    fitting = [each for each in campaign.surveys if each.name in survey]
    return max(fitting, key=lambda each: len(each.name), default=None)


def collected_surveys(tables: Sequence[Table], campaign: Campaign) -> Collected:
    """Return the tables with the answer sheets that count, and what was left out or is asked."""
    made: list[Table] = []
    findings: list[Finding] = []
    left_out: dict[tuple[str, str], Reasons] = {}
    for table in tables:
        if table.kind == KIND_ID and isinstance(table.survey, Survey):
            table, said, reasons = _counted(table, table.survey, campaign)  # noqa: PLW2901 - fewer rows
            findings += said
            left_out.setdefault((table.file, table.sheet), {}).update(reasons)
        made.append(table)
    return Collected(tuple(made), tuple(findings), left_out)


def _counted(table: Table, survey: Survey, campaign: Campaign) -> tuple[Table, list[Finding], Reasons]:
    findings: list[Finding] = []
    gone: Reasons = {}
    settings = settings_of(survey.name, campaign)
    for rows, finding in (*_outside(table, survey, settings), *_tried(table, survey)):
        gone |= dict.fromkeys(rows, WHY[finding.rule])
        findings.append(finding)
    kept = _without(table, set(gone))
    for rows, finding in (*_unfinished(kept, survey), *_twice(kept, survey)):
        answer = campaign.answers.get(finding.question.key) if finding.question else None
        if answer is None:
            findings.append(finding)
        elif answer in {LEFT_OUT, LAST_ONLY}:
            gone |= dict.fromkeys(rows, WHY[finding.rule])
    return _without(table, set(gone), campaign.campaign.year), findings, gone


def _without(table: Table, rows: set[int], year: int = 0) -> Table:
    """Return the table without some rows; year: where given, the survey's days are those of the others."""
    if not rows:
        return table
    kept = replace(table, frame=table.frame.loc[~table.frame.index.isin(rows)])
    if not year or not isinstance(table.survey, Survey):
        return kept
    when = next(iter((*_own(table.survey, "time"), *_own(table.survey, "start"))), None)
    found = sorted(filter(None, days(kept.frame[when].tolist(), year))) if when is not None else []
    span = (date.fromisoformat(found[0]), date.fromisoformat(found[-1])) if found else None
    return replace(kept, survey=replace(table.survey, days=span))


def check_survey_settings(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield entries of [[surveys]] that fit no survey: they would do nothing."""
    names = [table.survey.name for table in sheets.tables if table.survey is not None]
    for each in campaign.surveys:
        if names and not any(each.name in name for name in names):
            known = "、".join(dict.fromkeys(names))
            place = Place(FILE, "surveys", each.line)
            yield Finding(UNUSED_RULE, "warning", place, f"没有叫“{each.name}”的问卷", f"问卷有：{known}")


RULES = (check_survey_settings,)


def _own(survey: Survey, *roles: str) -> list[str]:
    return [heading for heading, role in survey.own.items() if role in roles]


def _cells(table: Table, heading: str) -> list[str]:
    return [verbatim_cell(cell).strip() for cell in table.frame[heading]]


def _outside(
    table: Table, survey: Survey, settings: SurveySettings | None
) -> Iterator[tuple[list[int], Finding]]:
    if settings is None or (settings.opens is None and settings.closes is None):
        return
    when = next(iter((*_own(survey, "time"), *_own(survey, "start"))), None)
    if when is None:
        problem = "没有提交时间，看不出哪些是收集时间以外的，全部算了"
        yield (
            [],
            Finding(OUTSIDE_RULE, "warning", table.place(), problem, "要照起止算的，请换有提交时间的一份"),
        )
        return
    moments = {
        row: _moment(cell) for row, cell in zip(map(int, table.frame.index), _cells(table, when), strict=True)
    }
    opens, closes = settings.opens, settings.closes
    early = [row for row, at in moments.items() if at and opens and is_before(at, opens)]
    late = [row for row, at in moments.items() if at and closes and is_after(at, closes)]
    for rows, said, limit in ((early, "开始收集以前", opens), (late, "截止以后", closes)):
        if rows:
            problem = f"{rows_text(rows)}是{said}（{limit}）交的，共 {len(rows)} 份，没有算"
            remedy = "起止不对的，请改 campaign.toml 里 [[surveys]] 的 opens、closes"
            yield rows, Finding(OUTSIDE_RULE, "warning", table.place(rows[0], when), problem, remedy)
    if unknown := [row for row, at in moments.items() if at is None]:
        problem = f"{rows_text(unknown)}看不出什么时候交的，算在收集时间以内"
        place = table.place(unknown[0], when)
        yield [], Finding(OUTSIDE_RULE, "warning", place, problem, "不该算的请移走")


def _moment(text: str) -> datetime | None:
    """Return when an answer sheet came in, in the notations of the sites.

    >>> _moment("05/08/2023 08:00:07"), _moment("2023/5/8 3:00:00 下午 GMT+8")
    (datetime.datetime(2023, 5, 8, 8, 0, 7), datetime.datetime(2023, 5, 8, 15, 0))
    """
    if match := SLASHED.fullmatch(text):
        text = f"{match[3]}/{match[1]}/{match[2]}{text[match.end(3) :]}"
    found = moment_of(text)
    is_later = found is not None and found.hour < NOON and AFTERNOON.search(text)
    return found.replace(hour=found.hour + NOON) if found is not None and is_later else found


def _tried(table: Table, survey: Survey) -> Iterator[tuple[list[int], Finding]]:
    """Yield the rows of people who tried the form: they say so where their name or their words stand."""
    headings = [*_own(survey, "person", "user"), *(each.columns[0] for each in survey.open)]
    said: dict[int, tuple[str, str]] = {}
    for heading in headings:
        for row, cell in zip(map(int, table.frame.index), _cells(table, heading), strict=True):
            if TRIED.fullmatch(cell):
                said.setdefault(row, (cell, heading))
    if said:
        row = min(said)
        problem = f"{rows_text(sorted(said))}写的是“{said[row][0]}”，是试填的，共 {len(said)} 份，没有算"
        place = table.place(row, said[row][1])
        yield sorted(said), Finding(TRIED_RULE, "warning", place, problem, "真是答卷的，请改掉这几个字")


def _unfinished(table: Table, survey: Survey) -> Iterator[tuple[list[int], Finding]]:
    for heading in _own(survey, "status"):
        rows = [
            int(row)
            for row, cell in zip(table.frame.index, _cells(table, heading), strict=True)
            if UNFINISHED.fullmatch(cell)
        ]
        if rows:
            key = f"{table.place()}·没有答完的"
            question = Question(
                key, f"{table.place()}里没有答完的 {len(rows)} 份算不算", LEFT_OUT, (LEFT_OUT, COUNTED)
            )
            problem = f"{rows_text(rows)}没有答完，共 {len(rows)} 份，先算着"
            remedy = "请在 kit map 里回答算不算"
            place = table.place(rows[0], heading)
            yield rows, Finding(UNFINISHED_RULE, "warning", place, problem, remedy, question=question)


def _persons(table: Table, survey: Survey, *roles: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the own columns of some roles that tell people apart, "" where nobody is named.

    Where most of a column is one value it is a clerk's, who typed in what came on paper, or one network's.
    """
    for heading in _own(survey, *roles):
        cells = ["" if NOBODY.fullmatch(cell) else cell for cell in _cells(table, heading)]
        told = [cell for cell in cells if cell]
        if len(set(told)) * 2 > len(told):
            yield heading, cells


def _reached(table: Table, survey: Survey) -> list[str]:
    """Return what reaches a person, or what a site calls him: phone, address, openid."""
    for heading, cells in _persons(table, survey, "person", "user"):
        if "id" in heading.lower() or all(PRIVATE.fullmatch(cell) for cell in cells if cell):
            return cells
    return [""] * len(table.frame)


def _alike(table: Table, survey: Survey, *roles: str) -> list[str]:
    """Return what stands under an own column of a role, with all answers; "" where few were given."""
    _, people = next(_persons(table, survey, *roles), ("", [""] * len(table.frame)))
    columns = [_cells(table, name) for each in survey.questions for name in each.columns]
    rows = zip(people, *columns, strict=True)
    return [
        "\x1f".join((own, *answers)) if own and sum(map(bool, answers)) >= LEAST_ANSWERS else ""
        for own, *answers in rows
    ]


EVIDENCE = (
    Evidence("电话、邮箱或用户标识相同", LAST_ONLY, _reached),
    Evidence(
        "填写人相同，各题答案也都相同",
        LAST_ONLY,
        lambda table, survey: _alike(table, survey, "person", "user"),
    ),
    Evidence("来自同一个 IP，各题答案也都相同", ALL_COUNT, lambda table, survey: _alike(table, survey, "ip")),
)


def _twice(table: Table, survey: Survey) -> Iterator[tuple[list[int], Finding]]:
    """Yield the earlier answer sheets of what may be one person, by the surest evidence first."""
    asked: set[int] = set()
    for evidence in EVIDENCE:
        sheets: dict[str, list[int]] = defaultdict(list)
        for row, person in zip(map(int, table.frame.index), evidence.persons(table, survey), strict=True):
            if person:
                sheets[person].append(row)
        again = [rows for rows in sheets.values() if len(rows) > 1 and not set(rows) <= asked]
        if again:
            asked |= {row for rows in again for row in rows}
            yield [row for rows in again for row in rows[:-1]], _same_person(table, evidence, again)


def _same_person(table: Table, evidence: Evidence, again: Sequence[Sequence[int]]) -> Finding:
    pairs = "，".join(rows_text(rows) for rows in again[:3])
    more = f"……共 {len(again)} 处" if len(again) > len(again[:3]) else ""
    question = Question(
        f"{table.place()}·同一人几份·{evidence.why}",
        f"{table.place()}里{evidence.why}的几份（{pairs}{more}）怎么算",
        evidence.proposal,
        (LAST_ONLY, ALL_COUNT),
    )
    problem = f"{pairs}{more}{evidence.why}，可能是同一个人填的，先都算着"
    return Finding(
        TWICE_RULE,
        "warning",
        table.place(again[0][-1]),
        problem,
        "请在 kit map 里回答只算最后一份还是都算",
        question=question,
    )
