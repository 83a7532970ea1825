"""Tables to look at, named for what one row is; what notebooks and the screen show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from kit.app.make.asking import open_questions
from kit.app.make.ledger import counted_otherwise
from kit.app.show import frame
from kit.app.show.frame import WHY, Shown
from kit.app.show.screen import shell_quoted
from kit.model.fact import own_word
from kit.model.topic_settings import OWN_PREFIX
from kit.text.numbers import percent_text
from kit.topics.appraisal.results import DENOMINATORS
from kit.topics.kinds import claiming_kinds, sheet_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.app.work import Work
    from kit.model.evaluation import Evaluation
    from kit.model.fact import Facts
    from kit.model.finding import Finding
    from kit.sheets.account import ColumnPart, NamedRows


LEVELS = {"error": "要改", "warning": "请留意", "info": "提示"}
_OF_ONE_UNIT = re.compile(r"evaluation\.(?!all\.|class\.|units$|suppressed_units$)|surveys\.[^.]+\.by\.")
NOT_SHOWN = "—"  # suppressed, or not known


def labelled_frame(rows: Iterable[Sequence[object]], headings: Sequence[str], why: str = "") -> Shown:
    """Return rows under headings; the first column labels the rows, its heading stands in the corner.

    why: said in place of a table without rows.
    """
    labelled = pd.DataFrame(list(rows), columns=list(headings)).set_index(headings[0])
    shown = Shown(labelled.rename_axis(index=None, columns=headings[0]))
    shown.attrs[WHY] = why
    return shown


def sheets_read(work: Work) -> Shown:
    """Return what every sheet was taken for, and how many rows (行) it has."""
    rows = [(taken.file, taken.sheet, taken.kind_name, taken.rows) for taken in work.reading.taken]
    return labelled_frame(rows, ("文件", "工作表", "认作", "行数"))


def table_of_account(work: Work) -> Shown:
    """Return what became of every sheet: what it was taken for and why, and of its rows and columns."""
    rows = [
        (
            f"{account.file}「{account.sheet}」",
            account.kind or "没有读",
            "，".join([*account.evidence, *([str(account.subject)] if account.subject else [])]),
            account.used,
            "、".join(_run_text(run) for run in account.named),
            "、".join(_part_text(part) for part in account.columns),
        )
        for account in work.reading.account
    ]
    headings = ("表", "认作", "凭什么", "算了几行", "没有算的行", "各列认作")
    return labelled_frame(rows, headings, frame.SHEETS)


def _run_text(run: NamedRows) -> str:
    rows = f"第{run.first}行" if run.first == run.last else f"第{run.first}—{run.last}行"
    return f"{rows}{run.reason}"


def _part_text(part: ColumnPart) -> str:
    if not part.taken_for:
        return f"{part.heading}（没有用）"
    return f"{part.heading}→{part.taken_for}（{part.evidence}）"


def table_of_questions(work: Work) -> Shown:
    """Return what only a person can say, what is proposed, and how it is answered."""
    folder = shell_quoted(work.campaign.folder.name)
    rows = [
        (
            asked.question.asked,
            asked.question.proposal or "—",
            asked.question.listed or "照实写",
            f'kit map {folder} --answer "{asked.question.key}=…"',
        )
        for asked in open_questions(work)
    ]
    return labelled_frame(rows, ("问的是什么", "建议", "可以答的", "怎么答"), frame.QUESTIONS)


def by_finding(findings: Iterable[Finding]) -> Shown:
    """Return the findings, those that stop the drafts first."""
    order = list(LEVELS)
    ordered = sorted(findings, key=lambda finding: order.index(finding.level))
    rows = [(LEVELS[found.level], str(found.place), found.problem, found.remedy) for found in ordered]
    return labelled_frame(rows, ("轻重", "在哪里", "是什么", "怎么办"), frame.FINDINGS)


def table_of_figures(work: Work) -> Shown:
    """Return the ledger (底稿) without the single units' figures."""
    rows = [
        (fact.name, fact.text + fact.unit_after, fact.basis, fact.id)
        for fact in work.facts.values()
        if not is_of_one_unit(fact.id)
    ]
    return labelled_frame(rows, ("名称", "数", "口径", "编号"))


def forms_by_channel(work: Work) -> Shown:
    """Return the opinion forms (份) issued, returned and saying nothing, by channel, with the return rate."""
    headings = ("渠道", "发放份数", "收回份数", "无意见份数", "回收率")
    by_batch = work.reading.sheets.frame("opinion_forms")
    if by_batch.empty:
        return labelled_frame([], headings, frame.FORMS)
    counts = by_batch.reindex(columns=headings[1:4]).fillna(0).astype(int)
    sums = counts.groupby(by_batch["渠道"].astype(str), sort=False).sum()
    rows = [
        (channel, issued, returned, silent, percent_text(returned, issued) if issued else NOT_SHOWN)
        for channel, issued, returned, silent in sums.itertuples(name=None)
    ]
    return labelled_frame(rows, headings)


def opinions_by_origin(work: Work) -> Shown:
    """Return the raw opinions (条) by where they came from, the most frequent first."""
    ending = "原始意见条数"
    counted = [fact for fact in work.facts.values() if fact.id.startswith("opinions.channel.")]
    rows = [(fact.name.removesuffix(ending), fact.value) for fact in counted]
    by_number = sorted(rows, key=lambda row: -row[1] if isinstance(row[1], int) else 0)
    return labelled_frame(by_number, ("来源渠道", ending), frame.OPINIONS)


def opinions_by_aspect(work: Work) -> Shown:
    """Return merged opinions (归纳) and the raw ones they stand for, in 条, by aspect."""
    facts = work.facts
    aspects = facts["opinions.aspect_list"].value if "opinions.aspect_list" in facts else ()
    rows = [
        (name, *(_value(facts, f"opinions.aspect.{own_word(name)}.{key}") for key in ("merged", "raw")))
        for name in (aspects if isinstance(aspects, tuple) else ())
    ]
    return labelled_frame(rows, ("方面", "归纳意见条数", "原始意见条数"), frame.MERGED)


def results_by_unit(work: Work) -> Shown:
    """Return turnout and results of every unit, as the campaign decides; what is suppressed shows a dash."""
    columns = {
        "收回票": "returned",
        "有效票": "valid",
        "有效率": "valid_rate",
        "综合得分": "score",
        "综合好评率": "positive_rate",
        "同类位次": "rank",
        "好评率比上次": "change",
    }
    rows = [
        (unit.name, *(_text(work.facts, f"evaluation.{unit.id}.{key}") for key in columns.values()))
        for unit in work.units
    ]
    return labelled_frame(rows, ("单位", *columns), frame.UNITS)


def approval_by_unit_item(work: Work, denominator: str = "") -> pd.DataFrame:
    """Return every unit's approval (好评率) in all and by item; by another denominator: side by side.

    Raises ParameterError for an unknown denominator.
    """
    decided, evaluation = _approval(work, work.facts), work.campaign.evaluation
    if evaluation is None or denominator in {"", evaluation.denominator}:
        return decided
    otherwise = _approval(work, counted_otherwise(work, denominator))
    return _side_by_side(
        decided, otherwise, (DENOMINATORS[evaluation.denominator], DENOMINATORS[denominator])
    )


def _approval(work: Work, facts: Facts) -> Shown:
    items = work.campaign.evaluation.items if work.campaign.evaluation else ()
    keys = ("", *(f"{item.id}." for item in items))
    rows = [
        (unit.name, *(_text(facts, f"evaluation.{unit.id}.{key}positive_rate") for key in keys))
        for unit in work.units
    ]
    return labelled_frame(rows, ("单位", "综合好评率", *(item.question for item in items)), frame.UNITS)


def _side_by_side(one: pd.DataFrame, other: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    """Return two tables of the same shape, column beside column, each under its name."""
    both = pd.concat([one, other], axis=1, keys=[f"分母：{name}" for name in names])
    return both.swaplevel(axis=1).reindex(columns=list(one.columns), level=0)


def by_item(facts: Facts, evaluation: Evaluation | None, unit: str = "all") -> Shown:
    """Return the votes (票) for each grade of each item, of one unit (id) or of all."""
    if evaluation is None:
        return labelled_frame([], ("项目",), frame.APPRAISAL)
    grades = range(1, len(evaluation.points) + 1)
    rows = [
        (item.question, *(_value(facts, f"evaluation.{unit}.{item.id}.g{n}.count") for n in grades))
        for item in evaluation.items
    ]
    return labelled_frame(rows, ("项目", *(f"第{n}等" for n in grades)))


def is_of_one_unit(fact_id: str) -> bool:
    """Return whether a fact is of a single unit.

    >>> [is_of_one_unit(id_) for id_ in ("evaluation.U01.valid", "evaluation.all.valid", "visits.total")]
    [True, False, False]
    """
    return bool(_OF_ONE_UNIT.match(fact_id))


def show_in_full() -> None:
    """Let pandas show every cell to its end, and up to MOST rows."""
    pd.set_option("display.max_colwidth", None, "display.max_rows", frame.MOST, "display.max_columns", None)


def kind_name(kind_id: str) -> str:
    """Return the Chinese name of a kind of sheet."""
    return {kind.id: kind.name for kind in (*sheet_kinds(), *claiming_kinds())}.get(
        kind_id, kind_id.removeprefix(OWN_PREFIX)
    )


def _text(facts: Facts, id_: str) -> str:
    fact = facts.get(id_)
    return fact.text if fact is not None else NOT_SHOWN


def _value(facts: Facts, id_: str) -> int:
    fact = facts.get(id_)
    return fact.value if fact is not None and isinstance(fact.value, int) else 0
