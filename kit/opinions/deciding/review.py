"""The review workbook (审核表): one row per proposal; people fill in 决定.

A random sample (抽查) comes first, then what most opinions say, of these what the machine is least sure of:
there an answer teaches most. On its first sheet whole batches can be accepted at once, the most work saved
first; the other sheets hold the single proposals. It contains opinions word for word: it belongs into the
campaign's own folder, not into shared outputs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kit.opinions.deciding.decisions import (
    ADOPTED,
    ADOPTION,
    APART,
    ASPECT,
    DIFFERENT,
    DUPLICATE,
    FORWARD,
    IN_PART,
    MAYBE,
    REJECTED,
    SAME,
    SPLIT,
    VOID,
    WHOLE,
    verbatim_code,
)
from kit.opinions.deciding.lines import AUDITED, label, lines_of
from kit.opinions.proposing.aspects import UNSORTED, Taxonomy
from kit.opinions.proposing.normalising import comparable
from kit.sheets.writing.review import ReviewSheet, write_review_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from kit.opinions.deciding.decisions import Decision
    from kit.opinions.deciding.lines import ProposalRow, Proposals


BATCHES, GUIDE = "整批", "说明"
ALL, EACH, AGREED = "全部同意", "逐条看", "同意建议"
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")  # how Excel writes what no cell may hold
COMPARED = 5_000  # characters of a cell
SMALLEST_BATCH = 3
EXAMPLES = 3
SHOWN = 60  # characters of an example
SUBJECTS = frozenset({"主题", "代表主题"})  # left out where no opinion has one
KEPT = frozenset({"指纹", "原表述", "核对"})  # hidden: the kit needs them, people do not
HIDDEN = {
    DUPLICATE: KEPT | {"代表ID", "意见ID"},
    MAYBE: KEPT | {"代表ID", "意见ID"},
    ADOPTION: KEPT | {"意见ID"},
}
WIDTHS = {
    **dict.fromkeys(("批号", "组号", "条数", "片数", "频次", "把握"), 6),
    "相似度": 7,
    "种类": 9,
    "类别": 7,
    "原决定": 12,
    "决定": 14,
    "意见ID": 12,
    "归纳ID": 13,
    "归入": 12,
    "主题": 14,
    "代表主题": 14,
    "原文": 44,
    "代表原文": 44,
    "片段": 48,
    "归纳表述": 24,
    "依据": 18,
    "其他可能": 14,
    "建议方面": 15,
    "建议": 18,
    "方面": 18,
    "理由": 14,
    "例一": 32,
    "例二": 32,
    "例三": 32,
    "说明": 110,
}
_PAIR = ["代表ID", "代表主题", "代表原文", "意见ID", "主题", "原文"]
HEADINGS = {
    DUPLICATE: [
        *("批号", "组号", "条数", *_PAIR, "种类", "相似度", "依据"),
        *("原决定", "决定", "指纹", "核对"),
    ],
    MAYBE: ["组号", *_PAIR, "依据", "原决定", "决定", "指纹", "核对"],
    ASPECT: [
        *("批号", AUDITED, "意见ID", "主题", "原文", "条数", "建议方面", "把握", "依据", "其他可能"),
        *("原决定", "决定", "归入", "归纳表述", "理由", "指纹", "原表述", "核对"),
    ],
    SPLIT: [
        *("批号", "意见ID", "主题", "原文", "片数", "片段", "依据"),
        *("原决定", "决定", "指纹", "核对"),
    ],
    ADOPTION: ["归纳ID", "方面", "归纳表述", "频次", "原决定", "决定", "理由", "意见ID", "指纹", "核对"],
}
CHECKED = {  # the cells that must still stand in one row: 核对 is a code of them
    DUPLICATE: tuple(_PAIR),
    MAYBE: tuple(_PAIR),
    ASPECT: ("意见ID", "原文"),
    SPLIT: ("意见ID", "原文"),
    ADOPTION: ("归纳ID", "意见ID"),
}
WITH_REASON = {ASPECT: (VOID, FORWARD), ADOPTION: (IN_PART, REJECTED)}  # these want a 理由
FILLED_IN = {ASPECT: frozenset({"归入", "归纳表述", "理由"}), ADOPTION: frozenset({"理由"})}
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
        MAYBE: (SAME, DIFFERENT),
        ASPECT: (AGREED, *aspect_answers(aspects), VOID, FORWARD),
        SPLIT: (APART, WHOLE),
        ADOPTION: ADOPTED,
    }
    sheets = [_guide(lines, (*notes, *_left_out(lines))), _batch_sheet(batches)]
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


def aspect_meant(said: str, aspects: Taxonomy) -> str | None:
    """Return the one aspect that somebody means by a typed answer, or None where none or several fit.

    What is meant: the whole answer, in any width and with any mark between the levels; else the code, or
    the name of the last level.
    """
    names = {label(aspect.name, aspect.detail): aspect for aspect in aspects.aspects}
    told = comparable(said)
    whole = [name for name in names if comparable(name) == told]
    codes = [name for name, aspect in names.items() if aspect.code and comparable(aspect.code) == told]
    last = [name for name in names if comparable(name.rpartition("·")[2]) == told]
    return next((found[0] for found in (whole, codes, last) if len(found) == 1), None)


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
    return ReviewSheet(BATCHES, BATCH_HEADINGS, rows, WIDTHS, {"决定": (ALL, EACH)})


def _sheet(
    kind: str,
    lines: Sequence[ProposalRow],
    answers: Sequence[str],
    batches: Mapping[Any, tuple[str, list[ProposalRow]]],
) -> ReviewSheet:
    told = {heading for line in lines for heading in SUBJECTS | {AUDITED} if line.cells.get(heading)}
    headings = [
        heading for heading in HEADINGS[kind] if heading in told or heading not in SUBJECTS | {AUDITED}
    ]
    hidden = HIDDEN.get(kind, KEPT) | (
        frozenset() if any(line.cells["原决定"] for line in lines) else {"原决定"}
    )
    rows = []
    for line in lines:
        cells = dict(line.cells)
        cells["核对"] = row_code(*(str(cells.get(heading) or "") for heading in CHECKED[kind]))
        if line.batch in batches:
            cells["批号"] = batches[line.batch][0]
        rows.append([cells.get(heading) for heading in headings])
    return ReviewSheet(
        kind,
        headings,
        rows,
        WIDTHS,
        {"决定": answers},
        hidden,
        filled_in=FILLED_IN.get(kind, frozenset()),
        marked=AUDITED,
        reasons=WITH_REASON.get(kind, ()),
    )


def row_code(*cells: str) -> str:
    """Return a code of cells that belong to one row: it differs when some were sorted without the others.

    Width, spaces and punctuation make no difference: a workbook that was saved elsewhere may change them.
    """
    return verbatim_code("|".join(comparable(_ESCAPED.sub("", cell[:COMPARED])) for cell in cells))[:8]


def _guide(lines: Mapping[str, Sequence[ProposalRow]], notes: Sequence[str]) -> ReviewSheet:
    waiting = "、".join(f"“{kind}”{len(found)} 条" for kind, found in lines.items() if found)
    said = (
        f"等着定的：{waiting or '没有'}。机器只提建议，定不定由人。",
        "黄色的“决定”列从下拉里选；还没想好就空着，下次还会出现。填好存盘，交给 kit opinions apply。",
        "先看“整批”，最省事的排在最前。建议、依据、例子都对，选“全部同意”，一批就都定了；拿不准选“逐条看”。",
        "“重复”：两条说的是不是同一件事。主题、地点、数字、态度不同的，都是“不同”。",
        "“疑似”：长文只差一处数字或日期，或短文只差虚词，差在哪里写在“依据”里；不能整批同意。",
        "“方面”里先定标着“抽查”的：是随机抽的，不写建议，请自己从下拉里选；机器归得准不准只凭它们说。",
        "“方面”其余的，机器拿不准的排在前面：同意就选“同意建议”，不同意就选别的方面；方面多的，也可以直接打最后一级的名称或编码。",
        "选“作废”“转送”要写理由。“归入”填另一条的意见ID，表示并入那一条。",
        "“拆分”：一条里有几件事的，选“拆”。",
        "“采纳”：归好的意见采纳不采纳，定了再填，不定就空着；“部分采纳”“未采纳”要写能公开的理由。",
        "在单条上填的决定，比整批的优先。要改以前的决定，改“原决定”旁边的“决定”。",
        "可以筛选、排序（排序要选“扩展选定区域”）。不要改意见ID、原文和标题行，隐藏的列留着。",
        "表里有意见原文，只在办理人员之间传。",
    )
    return ReviewSheet(GUIDE, ["说明"], [[line] for line in (*said, *notes)], WIDTHS)
