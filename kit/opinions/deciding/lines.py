"""What the review workbook asks: every proposal as one line, with what people decided about it before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.model.reticent import reticent
from kit.opinions.deciding.decisions import (
    ADOPTION,
    APART,
    ASPECT,
    DIFFERENT,
    DUPLICATE,
    MAYBE,
    SAME,
    SPLIT,
    WORDING,
    Decision,
    DecisionKey,
    groups_of_decisions,
    in_force,
    joint,
    verbatim_code,
)
from kit.opinions.deciding.merging import merge_opinions
from kit.opinions.proposing.accuracy import Audit
from kit.opinions.proposing.aspects import LEARNED, NAMED, UNSORTED
from kit.opinions.proposing.duplicates import EXACT, SUSPECTED, natural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.opinions.deciding.decisions import Groups


AUDITED, OPEN = "抽查", "（抽查，请自己定）"


@reticent()
@dataclass(frozen=True)
class Proposals:
    """What the machine proposes: frames of compared, propose_aspects and propose_splits; the sample."""

    duplicates: pd.DataFrame = field(default_factory=pd.DataFrame)
    suspected: pd.DataFrame = field(default_factory=pd.DataFrame)
    aspects: pd.DataFrame = field(default_factory=pd.DataFrame)
    splits: pd.DataFrame = field(default_factory=pd.DataFrame)
    audit: Audit = field(default_factory=lambda: Audit((), (), frozenset()))


@reticent()
@dataclass(frozen=True)
class ProposalRow:
    """One proposal on its way into a sheet."""

    batch: tuple[str, str, str]  # kind, what is proposed, why: what can be accepted together
    example: str
    weight: int  # opinions that are done with this answer
    order: tuple[Any, ...]
    cells: Mapping[str, Any]


def lines_of(
    by_opinion: pd.DataFrame, proposals: Proposals, decisions: Sequence[Decision]
) -> dict[str, list[ProposalRow]]:
    """Return one line for each proposal (重复, 疑似, 方面, 拆分), and for each merged opinion (采纳)."""
    subjects = _subjects(by_opinion)
    texts = {
        str(number): text if isinstance(text, str) else ""
        for number, text in zip(by_opinion["意见ID"], by_opinion["原文"], strict=True)
    }
    holding = in_force(decisions)
    groups, _ = groups_of_decisions(holding.values())
    return {
        DUPLICATE: _duplicates(proposals.duplicates, texts, groups),
        MAYBE: _duplicates(proposals.suspected, texts, groups),
        ASPECT: _aspects(proposals, texts, subjects, holding, groups),
        SPLIT: _splits(proposals.splits, texts, subjects, holding),
        ADOPTION: _adoptions(by_opinion, decisions, texts, holding),
    }


def _subjects(by_opinion: pd.DataFrame) -> dict[str, str]:
    """Return the subjects (主题) of a board's messages, by 意见ID."""
    if "主题" not in by_opinion:
        return {}
    told = zip(by_opinion["意见ID"], by_opinion["主题"], strict=True)
    return {str(number): subject for number, subject in told if isinstance(subject, str)}


def label(name: str, detail: str) -> str:
    """Return an aspect with its second level.

    >>> label("全市发展", "交通运输"), label("机关作风", "")
    ('全市发展·交通运输', '机关作风')
    """
    return f"{name}·{detail}" if detail else name


def _duplicates(frame: pd.DataFrame, texts: Mapping[str, str], groups: Groups) -> list[ProposalRow]:
    lines: list[ProposalRow] = []
    asked: set[frozenset[str]] = set()  # of groups that people made; one answer joins them
    for row in frame.to_dict("records"):
        one, other = sorted((row["代表ID"], row["意见ID"]), key=natural)
        earlier = SAME if groups.are_same(one, other) else DIFFERENT if groups.kept_apart(one, other) else ""
        pair = frozenset(min(groups.of(number)) for number in (one, other))
        if not earlier and pair in asked:
            continue
        asked.add(pair)
        cells = {str(name): cell for name, cell in row.items()}
        cells |= {"原决定": earlier, "指纹": joint(verbatim_code(texts[one]), verbatim_code(texts[other]))}
        batch = _batch_of_pair(row["种类"], row["依据"])
        lines.append(ProposalRow(batch, row["原文"], 1, (-row["条数"], natural(row["代表ID"])), cells))
    return lines


def _batch_of_pair(kind: str, reason: str) -> tuple[str, str, str]:
    """Return what pairs can be accepted together; what is only suspected is looked at one by one."""
    if kind == SUSPECTED:
        return MAYBE, UNSORTED, ""
    return (DUPLICATE, "同一条（完全相同）", "") if kind == EXACT else (DUPLICATE, "同一条", reason)


def _aspects(
    proposals: Proposals,
    texts: Mapping[str, str],
    subjects: Mapping[str, str],
    holding: Mapping[DecisionKey, Decision],
    groups: Groups,
) -> list[ProposalRow]:
    """Return one line for each opinion that stands for itself or for a group of duplicates."""
    members = _proposed_members(proposals.duplicates, groups)
    sizes = {one: len(others) + 1 for one, others in members.items()}
    represented = {other for others in members.values() for other in others}
    # where a model learns, what it is least sure of teaches it most; a dictionary learns nothing
    sign = 1 if set(proposals.aspects.get("来历", ())) & {LEARNED, NAMED} else -1
    lines = []
    for row in proposals.aspects.to_dict("records"):
        number = row["意见ID"]
        if number in represented:
            continue
        earlier, proposed = _decided(number, holding, groups), label(row["方面"], row["小类"])
        if not earlier and any(_decided(other, holding, groups) for other in members.get(number, ())):
            continue  # first people say whether it is the same as what they sorted already
        cells = {
            "意见ID": number,
            "主题": subjects.get(number, ""),
            "原文": texts[number],
            "条数": sizes.get(number, 1),
            "建议方面": proposed,
            "把握": row["把握"],
            "依据": row["依据"],
            "其他可能": row["其他可能"],
            "原决定": earlier.answer if earlier else "",
            "理由": earlier.reason if earlier else "",
            "归纳表述": (worded := _wording(number, holding)),
            "原表述": worded,
            "指纹": verbatim_code(texts[number]),
        }
        batch = (ASPECT, proposed, row["依据"].partition("、")[0])
        order = (1, -cells["条数"], sign * row["把握"], natural(number))
        line = ProposalRow(batch, texts[number], cells["条数"], order, cells)
        lines.append(_sampled(line, number, proposals.audit))
    return lines


def _sampled(line: ProposalRow, number: str, audit: Audit) -> ProposalRow:
    """Return a line as the random sample (抽查) asks for it.

    What is asked now stands first and without a proposal: who sees one agrees too easily. Nothing that may
    ever be drawn is accepted with a batch, unread.
    """
    if number not in audit.reserved or line.cells["原决定"]:
        return line
    cells, order = line.cells, line.order
    if number in audit.asked:
        hidden = {AUDITED: AUDITED, "建议方面": OPEN, "把握": "", "依据": "", "其他可能": ""}
        cells, order = {**cells, **hidden}, (0, *order[1:2], 0.0, order[3])
    return ProposalRow((ASPECT, UNSORTED, AUDITED), line.example, line.weight, order, cells)


def _wording(number: str, holding: Mapping[DecisionKey, Decision]) -> str:
    earlier = holding.get((WORDING, (number,)))
    return earlier.answer if earlier else ""


def _decided(number: str, holding: Mapping[DecisionKey, Decision], groups: Groups) -> Decision | None:
    """Return the decision on the aspect of an opinion, or of one that people called the same."""
    numbers = [number, *sorted(groups.of(number), key=natural)]
    return next((holding[ASPECT, (other,)] for other in numbers if (ASPECT, (other,)) in holding), None)


def _proposed_members(frame: pd.DataFrame, groups: Groups) -> dict[str, list[str]]:
    """Return the other members of each proposed group by its representative."""
    members: dict[str, list[str]] = {}
    for one, other in zip(frame.get("代表ID", ()), frame.get("意见ID", ()), strict=True):
        if not groups.kept_apart(one, other):
            members.setdefault(one, []).append(other)
    return members


def _splits(
    frame: pd.DataFrame,
    texts: Mapping[str, str],
    subjects: Mapping[str, str],
    holding: Mapping[DecisionKey, Decision],
) -> list[ProposalRow]:
    lines = []
    for number, pieces in frame.groupby("意见ID", sort=False) if len(frame) else ():
        earlier = holding.get((SPLIT, (str(number),)))
        cells = {
            "意见ID": number,
            "主题": subjects.get(str(number), ""),
            "原文": texts[str(number)],
            "片数": len(pieces),
            "片段": "\n".join(
                f"【{piece.新编号}】{str(piece.片段).strip()}" for piece in pieces.itertuples()
            ),
            "依据": pieces["依据"].iloc[0],
            "原决定": earlier.answer if earlier else "",
            "指纹": verbatim_code(texts[str(number)]),
        }
        batch = (SPLIT, APART, cells["依据"])
        lines.append(ProposalRow(batch, cells["片段"], 1, (-len(pieces), natural(str(number))), cells))
    return lines


def _adoptions(
    by_opinion: pd.DataFrame,
    decisions: Sequence[Decision],
    texts: Mapping[str, str],
    holding: Mapping[DecisionKey, Decision],
) -> list[ProposalRow]:
    """Return one line for each merged opinion: whether it is adopted, nobody proposes."""
    lines = []
    for row in merge_opinions(by_opinion, decisions).by_merged.to_dict("records"):
        members = row["来源意见ID"]
        asked = next((number for number in members if (ADOPTION, (number,)) in holding), members[0])
        earlier = holding.get((ADOPTION, (asked,)))
        cells = {
            "归纳ID": row["归纳ID"],
            "方面": label(row["一级方面"], row["二级类别"]),
            "归纳表述": row["归纳表述"],
            "频次": row["频次"],
            "原决定": earlier.answer if earlier else "",
            "理由": earlier.reason if earlier else "",
            "意见ID": asked,
            "指纹": verbatim_code(texts[asked]),
        }
        lines.append(
            ProposalRow((ADOPTION, UNSORTED, ""), row["归纳表述"], 0, (-row["频次"], natural(asked)), cells)
        )
    return lines
