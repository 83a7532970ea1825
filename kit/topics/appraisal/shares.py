"""Totals and earlier rounds that give shares (占比) instead of ballots: told as far as shares can tell.

The cells of a row are settled together: its grades are parts of one whole, so their sum tells 0.9068 from
90.68. Ballots are worked out of shares only where one whole number of them fits each share, and that is said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.model.finding import Finding, Question
from kit.model.share import WHOLE, Share
from kit.sheets.cells import rows_text
from kit.text.numbers import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.model.campaign import Campaign
    from kit.model.evaluation import Evaluation
    from kit.model.table import Row, Sheets, Table


GRADE, SHARE = re.compile(r"第\d+等"), re.compile(r"第\d+等占比")
BESIDE = ("弃权", "该项无效")  # parts of the same whole, where they come as shares
SLACK = Fraction(1, 20)  # percentage points beyond rounding, for sheets that were rounded twice
LEAST_TOLD = 50  # grades that add up to less are no share of one whole
MANY = 8  # cells of a row
UNSETTLED_RULE, TYPED_RULE = "shares.unsettled", "shares.differ"


def settled_shares(table: Table) -> tuple[Table, tuple[Finding, ...]]:
    """Return the table with every share as a percentage under its grade; beside counts, checked and dropped.

    A row whose shares add up to more than the whole, or in two ways to it, is unknown, and is named.
    """
    frame = table.frame
    columns = [
        str(name) for name in frame.columns if GRADE.fullmatch(str(name)) or SHARE.fullmatch(str(name))
    ]
    columns += [name for name in (*BESIDE, RATE) if name in frame]
    if not any(_has_share(frame[name]) or SHARE.fullmatch(name) for name in columns):
        return table, ()
    says_share = any(NOTED.search(note) for note in table.notes)
    rows = [
        dict(zip(frame.columns, cells, strict=True)) for cells in frame.itertuples(index=False, name=None)
    ]
    for row in rows:
        _settle_rate(row)
    unsettled: list[int] = []
    differing: list[int] = []
    for number, row in zip(frame.index, rows, strict=True):
        fault = _settle(row, columns, says_share=says_share)
        unsettled += [int(number)] if fault == UNSETTLED_RULE else []
        differing += [int(number)] if fault == TYPED_RULE else []
    kept = [name for name in frame.columns if not SHARE.fullmatch(str(name))]
    grades = sorted({name.removesuffix("占比") for name in columns if SHARE.fullmatch(name)} - set(kept))
    cells = {name: [row.get(name) for row in rows] for name in (*kept, *grades)}
    made = pd.DataFrame(cells, index=frame.index, columns=list(cells), dtype=object)
    return replace(table, frame=made.where(made.notna(), None)), _said(table, unsettled, differing)


RATE = "好评率"
RATE_KEY, SAME = "历次结果·好评率的口径", "一样"  # whether a bare rate means what it means now
NOTED = re.compile(r"占比|百分比|得票率|单位[:：]%|[（(]%[）)]")


def _has_share(cells: Any) -> bool:  # noqa: ANN401 - a column of a frame
    return any(isinstance(cell, Share) for cell in cells)


def _settle(row: dict[Any, Any], columns: Sequence[str], *, says_share: bool) -> str:
    """Settle the shares of one row in it; return the rule that it breaks, or nothing."""
    apart = {name.removesuffix("占比"): row[name] for name in columns if SHARE.fullmatch(name)}
    apart = {name: cell for name, cell in apart.items() if cell is not None}
    own = {name: row[name] for name in columns if GRADE.fullmatch(name) and row.get(name) is not None}
    if not apart and (not any(isinstance(cell, Share) for cell in own.values())):
        return ""
    counted = {name: cell for name, cell in own.items() if isinstance(cell, int)} if apart else {}
    beside = {name: row[name] for name in BESIDE if isinstance(row.get(name), Share)}
    shares = _settled_row({**(apart or own), **beside}, is_percent=bool(apart) or says_share)
    if counted and set(counted) >= set(apart):
        return TYPED_RULE if shares is None or _differ(row, counted, shares) else ""
    row.update(dict.fromkeys((*own, *apart, *beside)) if shares is None else shares)
    return UNSETTLED_RULE if shares is None else ""


def _settle_rate(row: dict[Any, Any]) -> None:
    """Settle a bare rate (好评率): one of at most one is a part of one; whoever has 1% approval says so."""
    rate = row.get(RATE)
    if isinstance(rate, int):
        rate = row[RATE] = Share(Fraction(rate), 0, is_settled=False)
    if isinstance(rate, Share) and not rate.is_settled:
        row[RATE] = rate.as_part() if rate.percent <= 1 else rate.as_typed()


def _settled_row(cells: Mapping[str, object], *, is_percent: bool) -> dict[str, Share] | None:
    """Return the percentages of one row's cells; None if they are no parts of one whole, or not clearly."""
    shares = [
        cell if isinstance(cell, Share) else Share(Fraction(str(cell)), 0, is_settled=False)
        for cell in cells.values()
    ]
    if len(shares) > MANY:
        return None
    ways = [[share] if share.is_settled or not share.percent else _ways(share) for share in shares]
    readings = [list(one) for one in product(*ways)]
    found = [one for one in readings if abs(_sum(one) - WHOLE) <= _margin(one)]
    if len(found) > 1 and is_percent:
        found = [one for one in found if [s.percent for s in one] == [s.percent for s in shares]]
    if not found:
        alike = [one for one in readings if _is_uniform(one, shares)]
        found = [one for one in alike if LEAST_TOLD <= _sum(one) <= WHOLE + _margin(one)]
    if len(found) != 1:
        return None
    return dict(zip(cells, _alike(found[0]), strict=True))


def _alike(shares: Sequence[Share]) -> list[Share]:
    """Return them with the most decimals that one has, if they still add up: 30% beside 50.5% is 30.0%."""
    most = max(share.places for share in shares)
    alike = [Share(share.percent, most) for share in shares]
    return alike if abs(_sum(alike) - WHOLE) <= _margin(alike) else [share.as_typed() for share in shares]


def _ways(share: Share) -> list[Share]:
    return [share.as_typed(), *([share.as_part()] if share.percent <= 1 else [])]


def _is_uniform(read: Sequence[Share], typed: Sequence[Share]) -> bool:
    """Return whether all shares without a sign are read alike: as percentages, or as parts of one."""
    plain = [
        (one, cell) for one, cell in zip(read, typed, strict=True) if not cell.is_settled and cell.percent
    ]
    return len({one.percent == cell.percent for one, cell in plain}) <= 1


def _sum(shares: Sequence[Share]) -> Fraction:
    return sum((share.percent for share in shares), Fraction(0))


def _margin(shares: Sequence[Share]) -> Fraction:
    return sum((share.margin for share in shares if share.percent), SLACK)


def _differ(row: Mapping[str, Any], counted: Mapping[str, int], shares: Mapping[str, Share]) -> bool:
    """Return whether typed shares are those of the counts beside them by no base that the row knows."""
    bases = {base for base in (sum(counted.values()), row.get("有效票"), row.get("收回票")) if base}
    return not any(
        all(_fits(counted[name], base, share) for name, share in shares.items() if name in counted)
        for base in bases
    )


def _fits(count: int, base: int, share: Share) -> bool:
    return abs(percentage(count, base) - share.percent) <= share.margin + (0 if share.places else SLACK)


def _said(table: Table, unsettled: Sequence[int], differing: Sequence[int]) -> tuple[Finding, ...]:
    found = []
    if unsettled:
        listed = rows_text(sorted(set(unsettled)))
        problem = f"{listed}的占比加起来不是 100%，看不出是百分数还是小数，这几行当作不知道"
        remedy = "请核对各等次的占比；都写成 90.68% 这样"
        found.append(Finding(UNSETTLED_RULE, "warning", table.place(unsettled[0]), problem, remedy))
    if differing:
        problem = f"{rows_text(sorted(set(differing)))}填的占比和旁边的票数对不上，按票数算"
        found.append(Finding(TYPED_RULE, "warning", table.place(differing[0]), problem, "请核对票数和占比"))
    return tuple(found)


def whole_ballots(shares: Sequence[Share], valid: int) -> tuple[int, ...] | None:
    """Return how many valid ballots each share is, if one whole number fits each and they are all of them.

    >>> whole_ballots([Share(Fraction("90.63"), 2), Share(Fraction("9.38"), 2)], 32)
    (29, 3)
    """
    found = []
    for share in shares:
        least = (share.percent - share.margin) * valid / WHOLE
        most = (share.percent + share.margin) * valid / WHOLE
        fitting = range(max(0, -(-least.numerator // least.denominator)), int(most) + 1)
        if len(fitting) != 1:
            return None
        found.append(fitting[0])
    return tuple(found) if sum(found) == valid else None


def impossible(shares: Sequence[Share], valid: int) -> Share | None:
    """Return the first share that no whole number of the valid ballots gives (figures.md 2.9, T20)."""
    for share in shares:
        least = (share.percent - share.margin) * valid / WHOLE
        most = (share.percent + share.margin) * valid / WHOLE
        if -(-least.numerator // least.denominator) > int(most):
            return share
    return None


BASES = {
    "valid": "有效票",
    "answered": "作答票",
    "known": "去掉不了解的作答票",
    "members": "应参评人数",
    "returned": "收回票",
}
STATED = re.compile(
    r"占比?[^。；;]{0,6}?(有效票|作答票|收回票|应参评人数)|以(有效票|作答票|收回票|应参评人数)[^。；;]{0,4}为(?:分母|基数)"
)


def base_key(kind_name: str) -> str:
    """Return the question on what the shares of a kind of sheet are shares of."""
    return f"{kind_name}·占比的分母"


def stated_base(rows: Sequence[Row], kind_name: str, answers: Mapping[str, str]) -> str:
    """Return what the shares are shares of: as the sheet's notes say, else as was answered, else ""."""
    for row in rows:
        for note in row.table.notes:
            if found := STATED.search(note):
                return found[1] or found[2]
    return answers.get(base_key(kind_name), "")


def has_shares(row: Row) -> bool:
    """Return whether a row gives shares instead of ballots."""
    named = [str(name) for name in row.table.frame.columns]
    return any(isinstance(row[name], Share) for name in named if GRADE.fullmatch(name) or name == RATE)


ENOUGH, NOT_ALL, NOBODY_KNOWS = "都不少于", "有的不到", "不知道"


def size_key(minimum: int) -> str:
    """Return the question whether units of which only shares came have enough valid ballots."""
    return f"评议票汇总·有效票不少于{minimum}张"


ASKED_RULE = "shares.base"


def check_share_bases(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Ask once of each kind of sheet what its shares are shares of, where nothing in it says so."""
    evaluation = campaign.evaluation
    if evaluation is None:
        return
    for kind, name, without in (
        ("tallied_ballots", "评议票汇总", "材料里只写“汇总表所用分母”，也不和上次比"),
        ("previous_results", "历次结果", "材料里不写和上次比"),
    ):
        rows = [row for row in sheets.rows(kind) if has_shares(row)]
        rates = [row for row in rows if isinstance(row[RATE], Share)]
        if rates and RATE_KEY not in campaign.answers:
            yield _asked_of_rates(rates[0], evaluation)
        rows = [row for row in rows if not isinstance(row[RATE], Share)]
        if rows and not stated_base(rows, name, campaign.answers):
            asked = f"“{name}”只有占比，这些占比的分母是什么"
            question = Question(base_key(name), asked, BASES[evaluation.denominator], tuple(BASES.values()))
            problem = f"只有占比，没有票数，也没有说明占比的分母；{without}"
            remedy = "请在表下面注明，如“占比以有效票为分母”，或在 kit map 里回答"
            yield Finding(ASKED_RULE, "warning", rows[0].place(), problem, remedy, question=question)


def _asked_of_rates(row: Row, evaluation: Evaluation) -> Finding:
    best = "、".join(
        dict.fromkeys(grade for item in evaluation.items for grade in item.grades[: evaluation.positive])
    )
    now = f"这次是选{best}的占{BASES[evaluation.denominator]}的比例"
    question = Question(RATE_KEY, f"上次的好评率（满意率）和这次算法一样吗：{now}", SAME, (SAME, "不一样"))
    problem = f"上次只有一个好评率，算法和这次是不是一样没有说明（{now}），不作比较"
    remedy = "一样的，请在 kit map 里回答；不一样或不知道的不用管"
    return Finding(RATE_RULE, "warning", row.place(RATE), problem, remedy, question=question)


RATE_RULE = "shares.rate"
IMPOSSIBLE_RULE = "shares.impossible"


def check_possible_shares(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield each row with a share that no number of its valid ballots gives."""
    if campaign.evaluation is None or campaign.evaluation.denominator != "valid":
        return
    for row in sheets.rows("tallied_ballots"):
        named = [str(name) for name in row.table.frame.columns if GRADE.fullmatch(str(name))]
        shares = {name: row[name] for name in named if isinstance(row[name], Share)}
        if not row["有效票"] or not shares:
            continue
        if (share := impossible(tuple(shares.values()), row["有效票"])) is not None:
            name = next(name for name, cell in shares.items() if cell is share)
            said = f"{float(share.percent):g}%"
            problem = f"填的是 {said}，{row['有效票']} 张有效票里哪个票数也得不出这个占比"
            yield Finding(
                IMPOSSIBLE_RULE, "warning", row.place(name), problem, "请核对占比、有效票，或占比的分母"
            )


def is_same_base(said: str, evaluation: Evaluation) -> bool:
    """Return whether shares of that base are what this campaign divides by."""
    return said in {BASES[evaluation.denominator], evaluation.denominator}


RULES = (check_share_bases, check_possible_shares)
