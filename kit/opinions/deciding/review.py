"""The review workbook (审核表): one row per proposal, the most work saved first; people fill in 决定.

On its first sheet whole batches can be accepted at once; the other sheets hold the single proposals.
It contains opinions word for word: it belongs into the campaign's own folder, not into shared outputs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.opinions.deciding.decisions import (
    ADOPTED,
    ADOPTION,
    APART,
    ASPECT,
    DIFFERENT,
    DUPLICATE,
    FORWARD,
    SAME,
    SPLIT,
    VOID,
    WHOLE,
)
from kit.opinions.deciding.lines import label, lines_of
from kit.opinions.proposing.aspects import UNSORTED, Taxonomy
from kit.sheets.writing.review import ReviewSheet, write_review_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from kit.opinions.deciding.decisions import Decision
    from kit.opinions.deciding.lines import ProposalRow, Proposals


BATCHES, GUIDE = "整批", "说明"
ALL, EACH, AGREED = "全部同意", "逐条看", "同意建议"
SMALLEST_BATCH = 3
EXAMPLES = 3
SHOWN = 60  # characters of an example
HIDDEN = {ADOPTION: frozenset({"指纹", "意见ID"})}  # besides, on every sheet: 指纹 and 原表述
WIDTHS = {
    "原文": 60,
    "代表原文": 50,
    "片段": 60,
    "依据": 30,
    "归纳表述": 40,
    "例": 40,
    "说明": 100,
    "决定": 16,
    "建议": 18,
}
HEADINGS = {
    DUPLICATE: (
        [
            "批号",
            "组号",
            "条数",
            "代表ID",
            "代表原文",
            "意见ID",
            "原文",
            "种类",
            "相似度",
            "依据",
            "原决定",
            "决定",
            "指纹",
        ]
    ),
    ASPECT: [
        "批号",
        "意见ID",
        "原文",
        "条数",
        "建议方面",
        "把握",
        "依据",
        "其他可能",
        "原决定",
        "决定",
        "归入",
        "归纳表述",
        "理由",
        "指纹",
        "原表述",
    ],
    SPLIT: ["批号", "意见ID", "原文", "片数", "片段", "依据", "原决定", "决定", "指纹"],
    ADOPTION: ["归纳ID", "方面", "归纳表述", "频次", "原决定", "决定", "理由", "意见ID", "指纹"],
}
MOST = 100_000  # rows of a sheet: the rest comes with the next review; Excel itself holds 1,048,575
BATCH_HEADINGS = ["批号", "类别", "建议", "依据", "条数", "例一", "例二", "例三", "决定"]


def write_review(  # noqa: PLR0913 - what is asked, of whom, and how it is shown
    path: Path,
    by_opinion: pd.DataFrame,
    proposals: Proposals,
    aspects: Taxonomy,
    decisions: Sequence[Decision],
    notes: Sequence[str] = (),
    *,
    decided_too: bool = False,
) -> int:
    """Write the review workbook and return how many proposals wait for an answer, in it or in later ones.

    by_opinion: one row per raw opinion (of merging.split_rows, so that confirmed splits are
    rows). decisions: all that were made; what they decide is left out unless decided_too, which shows it
    with its 原决定. notes: sentences for the first sheet, e.g. the accuracy. Raises WriteError.
    """
    lines = lines_of(by_opinion, proposals, decisions)
    if not decided_too:
        lines = {kind: [line for line in found if not line.cells["原决定"]] for kind, found in lines.items()}
    waiting = sum(len(found) for kind, found in lines.items() if kind != ADOPTION)
    shown = {kind: sorted(found, key=lambda line: line.order)[:MOST] for kind, found in lines.items()}
    batches = _batches([line for found in shown.values() for line in found])
    answers = {
        DUPLICATE: (SAME, DIFFERENT),
        ASPECT: (AGREED, *aspect_answers(aspects), VOID, FORWARD),
        SPLIT: (APART, WHOLE),
        ADOPTION: ADOPTED,
    }
    sheets = [_guide((*notes, *_left_out(lines))), _batch_sheet(batches)]
    sheets += [_sheet(kind, found, answers[kind], batches) for kind, found in shown.items()]
    write_review_workbook(path, sheets)
    return waiting


def _left_out(lines: Mapping[str, Sequence[ProposalRow]]) -> Iterator[str]:
    for kind, found in lines.items():
        if len(found) > MOST:
            yield (
                f"“{kind}”一共 {len(found)} 条，这里先列最省事的 {MOST} 条；填好 kit opinions apply 以后"
                "再 kit opinions review，接着列后面的。"
            )


def aspect_answers(aspects: Taxonomy) -> tuple[str, ...]:
    """Return what an opinion can be sorted into: 方面, or 方面·小类 where there are two levels."""
    return tuple(dict.fromkeys(label(aspect.name, aspect.detail) for aspect in aspects.aspects))


def _batches(lines: Iterable[ProposalRow]) -> dict[tuple[str, str, str], tuple[str, list[ProposalRow]]]:
    """Return the batches that can be accepted at once, largest first, each with its number."""
    by_batch: dict[tuple[str, str, str], list[ProposalRow]] = {}
    for line in lines:
        if not line.cells["原决定"] and line.batch[1] != UNSORTED:
            by_batch.setdefault(line.batch, []).append(line)
    large = [(batch, found) for batch, found in by_batch.items() if len(found) >= SMALLEST_BATCH]
    large.sort(key=lambda item: (-sum(line.weight for line in item[1]), item[0]))
    return {batch: (f"P{number}", found) for number, (batch, found) in enumerate(large, 1)}


def _batch_sheet(batches: Mapping[tuple[str, str, str], tuple[str, list[ProposalRow]]]) -> ReviewSheet:
    rows = []
    for (kind, proposed, reason), (number, lines) in batches.items():
        examples = [line.example.strip()[:SHOWN] for line in lines[:EXAMPLES]]
        weight = sum(line.weight for line in lines)
        rows.append((number, kind, proposed, reason, weight, *examples, ""))
    widths = WIDTHS | {"例一": 40, "例二": 40, "例三": 40}
    return ReviewSheet(BATCHES, BATCH_HEADINGS, rows, widths, {"决定": (ALL, EACH)})


def _sheet(
    kind: str,
    lines: Sequence[ProposalRow],
    answers: Sequence[str],
    batches: Mapping[Any, tuple[str, list[ProposalRow]]],
) -> ReviewSheet:
    rows = [
        [
            batches[line.batch][0] if heading == "批号" and line.batch in batches else line.cells.get(heading)
            for heading in HEADINGS[kind]
        ]
        for line in lines
    ]
    hidden = HIDDEN.get(kind, frozenset({"指纹", "原表述"}))
    return ReviewSheet(kind, HEADINGS[kind], rows, WIDTHS, {"决定": answers}, hidden)


def _guide(notes: Sequence[str]) -> ReviewSheet:
    said = (
        "机器只提建议，定不定由人。黄色的“决定”列从下拉里选；还没想好就空着，下次还会出现。",
        "先看“整批”：建议、依据和例子都对的，选“全部同意”，这一批就都定了；拿不准选“逐条看”。",
        "“重复”：两条说的是不是同一件事。地点、数字、态度不同的，都是“不同”。",
        "“方面”：同意就选“同意建议”，不同意就选别的方面；选“作废”“转送”要写理由。“归入”填另一条的意见ID，表示并入那一条。",
        "“拆分”：一条里有几件事的，选“拆”。",
        "“采纳”：归好的意见采纳不采纳，定了再填，不定就空着；“部分采纳”“未采纳”要写能公开的理由。",
        "在单条上填的决定，比整批的优先。要改以前的决定，改“原决定”旁边的“决定”。不要改意见ID和标题行。",
        "表里有意见原文，只在办理人员之间传。",
    )
    return ReviewSheet(GUIDE, ["说明"], [[line] for line in (*said, *notes)], WIDTHS)
