"""From raw opinions and people's decisions to merged ones (归纳, S14): the same at every rebuild.

What is not decided stays undecided and is named; what disagrees is shown, and the earlier decision holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from kit.model.fact import Place
from kit.model.finding import Finding
from kit.model.reticent import reticent
from kit.opinions.deciding.decisions import (
    ADOPTION,
    APART,
    ASPECT,
    FILE,
    FORWARD,
    RULE,
    SPLIT,
    VOID,
    WORDING,
    Decision,
    DecisionKey,
    conflict,
    groups_of_decisions,
    in_force,
    joint,
    verbatim_code,
)
from kit.opinions.proposing.aspects import with_subject
from kit.opinions.proposing.duplicates import natural
from kit.opinions.proposing.splitting import split_text
from kit.text.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kit.opinions.deciding.decisions import Groups


MERGED_COLUMNS = [
    "归纳ID",
    "一级方面",
    "二级类别",
    "归纳表述",
    "来源意见ID",
    "频次",
    "转为问题ID",
    "采纳",
    "理由",
    "审核人",
]
DISPOSED_COLUMNS = ["意见ID", "处理", "理由", "审核人"]
NOTHING = "无意见"
RULE_STALE = f"{RULE}.stale"


@reticent()
@dataclass(frozen=True)
class MergeResult:
    """What the decisions make of the raw opinions.

    by_opinion: raw rows, confirmed splits taken apart. by_merged: S14 rows. disposed: opinions that are
    void (作废), forwarded (转送) or say nothing (无意见), with the reason. undecided: ids that wait for
    people.
    """

    by_opinion: pd.DataFrame
    by_merged: pd.DataFrame
    disposed: pd.DataFrame
    undecided: tuple[str, ...]
    findings: tuple[Finding, ...]


def merge_opinions(by_opinion: pd.DataFrame, decisions: Sequence[Decision]) -> MergeResult:
    """Return the merged opinions that the decisions make; the order of rows makes no difference.

    by_opinion: one row per raw opinion, with 意见ID, 原文, and 主题 if there is such a column.
    """
    rows = split_rows(by_opinion, decisions)
    texts = dict(zip(rows["意见ID"].astype(str), rows["原文"], strict=True))
    wholes = whole_texts(rows)
    known = texts | dict(zip(by_opinion["意见ID"].astype(str), by_opinion["原文"], strict=True))
    findings = list(_stale(decisions, known, texts))
    holding = {key: said for key, said in in_force(decisions).items() if _fits(said, known)}
    live = [said for said in holding.values() if all(number in texts for number in said.about)]
    groups, refused = groups_of_decisions(live)
    findings += refused
    asked = {said.about[0]: said for said in live if said.kind == ASPECT}
    order = {said: at for at, said in enumerate(asked.values())}  # the earliest decision holds
    merged: list[tuple[object, ...]] = []
    disposed: list[tuple[str, str, str, str]] = []
    undecided: list[str] = []
    for members in _each(texts, groups):
        found = sorted((asked[number] for number in members if number in asked), key=order.__getitem__)
        findings += _disagreeing(found)
        if found and found[0].answer not in (VOID, FORWARD):
            merged.append(_merged_row(members, found[0], wholes, holding))
        elif found:
            disposed += [(number, found[0].answer, found[0].reason, found[0].who) for number in members]
        else:
            silent = [number for number in members if holds_no_opinion(wholes[number])]
            disposed += [(number, NOTHING, "没有提出意见", "") for number in silent]
            undecided += [number for number in members if number not in silent]
    return MergeResult(
        rows,
        pd.DataFrame(merged, columns=MERGED_COLUMNS, dtype=object),
        pd.DataFrame(disposed, columns=DISPOSED_COLUMNS),
        tuple(undecided),
        tuple(findings),
    )


def whole_texts(by_opinion: pd.DataFrame) -> dict[str, str]:
    """Return what each opinion says, its subject (主题) with its text, by 意见ID."""
    subjects = by_opinion["主题"] if "主题" in by_opinion else [""] * len(by_opinion)
    told = zip(by_opinion["意见ID"].astype(str), subjects, by_opinion["原文"], strict=True)
    return {
        number: with_subject(
            subject if isinstance(subject, str) else "", text if isinstance(text, str) else ""
        )
        for number, subject, text in told
    }


def split_rows(by_opinion: pd.DataFrame, decisions: Iterable[Decision]) -> pd.DataFrame:
    """Return the raw rows, those that people split taken apart: Y012-1, Y012-2 …, sorted by id."""
    holding = in_force(decisions)
    rows = []
    for row in by_opinion.to_dict("records"):
        number, text = str(row["意见ID"]), row["原文"] if isinstance(row["原文"], str) else ""
        said = holding.get((SPLIT, (number,)))
        apart = said is not None and said.answer == APART and said.seen == verbatim_code(text)
        pieces = split_text(text) if apart else (text,)
        ids = [f"{number}-{serial}" for serial in range(1, len(pieces) + 1)] if len(pieces) > 1 else [number]
        rows += [row | {"意见ID": id_, "原文": piece} for id_, piece in zip(ids, pieces, strict=True)]
    rows.sort(key=lambda row: natural(str(row["意见ID"])))
    return pd.DataFrame(rows, columns=by_opinion.columns)


def _stale(
    decisions: Iterable[Decision], known: Mapping[str, str], texts: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield decisions that are kept but do nothing now: their opinion is gone, changed, or split."""
    for said in in_force(decisions).values():
        if gone := [number for number in said.about if number not in known]:
            yield _stale_finding(
                said, f"登记表里现在没有 {'、'.join(gone)}", "决定还留着；意见回到登记表就又生效"
            )
        elif not _fits(said, known):
            yield _stale_finding(said, "原文和当时看到的不一样了，没有用这条决定", "请重新审核这一条")
        elif said.kind != SPLIT and (apart := [number for number in said.about if number not in texts]):
            yield _stale_finding(said, f"{'、'.join(apart)} 后来拆开了，没有用这条决定", "请给拆出来的各条定")


def _fits(said: Decision, known: Mapping[str, str]) -> bool:
    if not all(number in known for number in said.about):
        return False
    seen = [verbatim_code(known[number]) for number in said.about]
    return said.seen == (seen[0] if len(seen) == 1 else joint(*seen))


def _each(texts: Mapping[str, str], groups: Groups) -> Iterator[list[str]]:
    """Yield every group of ids, sorted, in the order of the register."""
    for number in texts:
        members = sorted(groups.of(number), key=natural)
        if members[0] == number:
            yield members


def _disagreeing(found: Sequence[Decision]) -> Iterator[Finding]:
    for said in found[1:]:
        if said.answer != found[0].answer:
            problem = f"和归为一条的“{found[0]}”不一样，用了前一个"
            yield conflict(said, problem, "请把两条定成一样，或改成“不同”")


def _merged_row(
    members: Sequence[str],
    decision: Decision,
    texts: Mapping[str, str],
    holding: Mapping[DecisionKey, Decision],
) -> tuple[object, ...]:
    name, _, detail = decision.answer.partition("·")
    worded = [holding[WORDING, (number,)] for number in members if (WORDING, (number,)) in holding]
    wording = next((said.answer for said in worded if said.answer), texts[decision.about[0]].strip())
    answered = next(
        (holding[ADOPTION, (number,)] for number in members if (ADOPTION, (number,)) in holding), None
    )
    return (
        f"G{decision.about[0]}",
        name,
        detail,
        wording,
        tuple(members),
        len(members),
        None,
        answered.answer if answered else None,
        (answered.reason or None) if answered else None,
        decision.who,
    )


def _stale_finding(said: Decision, problem: str, remedy: str) -> Finding:
    return Finding(RULE_STALE, "warning", Place(FILE), f"{said}：{problem}", remedy)
