"""Packs that everybody at the office may see: no giver, no leader's name, no opinion on a single member.

A pack: the workbook one recipient gets.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.model.reticent import reticent
from kit.opinions.sharing.gathered import CITY, MEMBER, by_frequency
from kit.sheets.writing.workbook import SheetOut
from kit.text.privacy.scrubbing import scrubbed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.model.table import Row, Sheets
    from kit.opinions.proposing.aspects import Taxonomy
    from kit.opinions.sharing.gathered import Gathered, MergedOpinion, RawOpinion


MOST = 200_000  # rows of one workbook; a longer register is written as several


@reticent("name")
@dataclass(frozen=True)
class OutputWorkbook:
    """One workbook to be written; restricted: it never lies beside what everybody may see."""

    recipient: str  # who gets it
    name: str  # of the file, without its ending
    what: str  # what is in it, in a few words
    sheets: tuple[SheetOut, ...]
    restricted: bool = False

    @property
    def rows(self) -> int:
        """Return how many rows the first sheet has: what the pack is about."""
        return len(self.sheets[0].rows)


def numbered(rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
    """Return the rows with a running number in front."""
    return [(number, *row) for number, row in enumerate(rows, 1)]


REGISTER, SUMMARY, ADOPTION, FORWARDED = "意见登记簿", "意见汇总（班子会）", "采纳情况", "转送市委和政府部门"
ABOUT_CITY = "甲"  # codes of the default taxonomy: what the city's offices answer for
PASSED_ON = "转送"
PERSONAL = "（对班子成员个人的意见，只送本人和主要负责同志）"


def register_packs(found: Gathered) -> Iterator[OutputWorkbook]:
    """Yield the register (意见登记簿) for the working group, several files where it is long."""
    headings = ("意见ID", "来源渠道", "登记日", "原文", "指向", "提出者类别", "方面", "归到", "处理")
    rows = [_register_row(found, one) for one in found.raw]
    parts = [rows[start : start + MOST] for start in range(0, len(rows), MOST)]
    for number, part in enumerate(parts, 1):
        name = REGISTER if len(parts) == 1 else f"{REGISTER}（{number}）"
        yield OutputWorkbook(
            "写作组", name, "全部意见，一行一条，不含任何人", (SheetOut(REGISTER, headings, part),)
        )


def _register_row(found: Gathered, one: RawOpinion) -> tuple[object, ...]:
    text = PERSONAL if one.target == MEMBER else found.without_leaders(one.text)
    return (
        *(one.id, one.channel, one.day, text, one.target),
        *(one.category, one.aspect, one.merged, one.fate),
    )


def summary_pack(found: Gathered) -> OutputWorkbook:
    """Return what the leading body's meeting (班子会) gets: the summary, and counts by aspect and channel."""
    open_ones = [one for one in found.merged if not found.is_personal(one)]
    rows = numbered(
        [
            (one.aspect, one.detail, found.without_leaders(one.text), len(one.sources), one.answer)
            for one in open_ones
        ]
    )
    personal = len(found.merged) - len(open_ones)
    if personal:
        rows.append(("", "", "", f"另有对成员个人的归纳意见 {personal} 条，只送本人和主要负责同志", "", ""))
    sheets = (
        SheetOut("归纳意见", ("序号", "方面", "小类", "归纳意见", "频次", "采纳"), rows),
        SheetOut("按方面", ("方面", "归纳意见条数", "原始意见条数"), _by_aspect(found)),
        SheetOut("按渠道", ("来源渠道", "原始意见条数"), _by_channel(found)),
    )
    return OutputWorkbook("班子会", SUMMARY, "归纳意见，各方面、各渠道的条数", sheets)


def _by_aspect(found: Gathered) -> list[tuple[object, ...]]:
    names = dict.fromkeys(one.aspect for one in found.merged)
    rows: list[tuple[object, ...]] = [
        (name, len(own), sum(len(one.sources) for one in own))
        for name in names
        if (own := [one for one in found.merged if one.aspect == name])
    ]
    return [*rows, ("合计", len(found.merged), sum(len(one.sources) for one in found.merged))]


def _by_channel(found: Gathered) -> list[tuple[object, ...]]:
    counts = Counter(one.channel for one in found.counted)
    return [*by_frequency(counts), ("合计", counts.total())]


def forwarded_pack(found: Gathered, aspects: Taxonomy) -> OutputWorkbook:
    """Return what goes to the city's offices: opinions on the city's work, and those passed on (转送)."""
    classes = {(aspect.name, aspect.detail): aspect for aspect in aspects.aspects}
    rows = []
    for one in found.merged:
        known = classes.get((one.aspect, one.detail))
        if found.is_personal(one) or not _is_the_city_s(found, one, known.code if known else ""):
            continue
        more = (known.petition_class, known.proposal_field) if known else ("", "")
        text = found.without_leaders(one.text)
        rows.append((one.aspect, one.detail, text, len(one.sources), *more, one.answer))
    headings = ("序号", "方面", "小类", "归纳意见", "频次", "信访内容分类", "提案领域", "采纳")
    own = [(one.id, found.without_leaders(one.text)) for one in found.counted if one.fate == PASSED_ON]
    sheets = (
        SheetOut("社情民意和转送", headings, numbered(rows)),
        SheetOut("原样转送", ("意见ID", "原文"), own),
    )
    return OutputWorkbook("市委、政府部门", FORWARDED, "全市工作方面的意见，作社情民意或转送函", sheets)


def _is_the_city_s(found: Gathered, one: MergedOpinion, code: str) -> bool:
    about = {found.by_id[number].target for number in one.sources if number in found.by_id}
    return code.startswith(ABOUT_CITY) or one.answer == PASSED_ON or about == {CITY}


def adoption_pack(found: Gathered, sheets: Sheets) -> OutputWorkbook:
    """Return the adoption table (采纳情况) for the voters and the public: opinion, answer, reason."""
    own = [
        (found.without_leaders(one.text), one.answer, found.without_leaders(one.reason))
        for one in found.merged
        if one.answer and not found.is_personal(one)
    ]
    headings = ("序号", "意见", "是否采纳", "理由或办理情况")
    tables = [SheetOut("征求意见采纳情况", headings, numbered(own))]
    if sheets.has("appraisal_opinions"):
        told = [_appraisal_row(found, row) for row in sheets.rows("appraisal_opinions")]
        tables.append(SheetOut("评议意见采纳情况", headings, numbered(told)))
    return OutputWorkbook(
        "参评群众、公众", ADOPTION, "哪些意见采纳了，没采纳的为什么，没有姓名", tuple(tables)
    )


def _appraisal_row(found: Gathered, row: Row) -> tuple[str, str, str]:
    told = [str(row[name]) for name in ("修改位置", "理由") if row[name]]
    text, reason = (scrubbed(said, found.names)[0] for said in (str(row["原文"] or ""), "；".join(told)))
    return found.without_leaders(text), str(row["采纳"] or ""), found.without_leaders(reason)


def owner_packs(found: Gathered, sheets: Sheets) -> Iterator[OutputWorkbook]:
    """Yield for each unit in charge (牵头单位) the merged opinions assigned to it, with its deadlines."""
    headings = ("序号", "方面", "归纳意见", "频次", "问题", "整改措施", "整改类型", "完成时限", "状态")
    by_owner: dict[str, list[tuple[object, ...]]] = {}
    for one, item in _assigned(found, sheets):
        told = (scrubbed(_said(item, name), found.names)[0] for name in ("问题表述", "整改措施"))
        problem, measures = (found.without_leaders(text) for text in told)
        more = (_said(item, "整改类型"), _said(item, "完成时限"), _said(item, "状态"))
        row = (one.aspect, found.without_leaders(one.text), len(one.sources), problem, measures, *more)
        by_owner.setdefault(str(item["牵头单位"]), []).append(row)
    for owner, rows in sorted(by_owner.items()):
        sheet = SheetOut("交办的意见", headings, numbered(rows))
        yield OutputWorkbook(owner, f"责任单位-{owner}", "交给它办的归纳意见和时限", (sheet,))


def _assigned(found: Gathered, sheets: Sheets) -> Iterator[tuple[MergedOpinion, Row]]:
    """Yield merged opinions with each rectification item (S28) of the problems they were turned into."""
    problems: dict[str, list[str]] = {one.id: [one.problem] for one in found.merged if one.problem}
    for row in sheets.rows("problems"):
        for number in row["来源归纳ID"] or ():
            problems.setdefault(str(number), []).append(str(row["问题ID"]))
    items: dict[str, list[Row]] = {}
    for item in sheets.rows("rectification"):
        if item["牵头单位"]:
            items.setdefault(str(item["问题ID"]), []).append(item)
    for one in found.merged:
        if not found.is_personal(one):
            for problem in dict.fromkeys(problems.get(one.id, ())):
                yield from ((one, item) for item in items.get(problem, ()))


def _said(row: Row, name: str) -> str:
    cell = row[name]
    texts: Sequence[object] = cell if isinstance(cell, tuple) else (cell,)
    return "；".join(str(text) for text in texts if text is not None)
