"""Opinions given at the appraisal (评议意见, S25), and what became of them, in all and by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.fact import Fact, count_fact, rate_fact
from kit.model.finding import Finding
from kit.model.roster import aliases, units_of
from kit.model.table import Column, SheetKind, Sheets
from kit.text.numbers import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.draft import Unit


REMARK = "文字意见"  # what a voter wrote on the ballot itself
PASSED_ON = "转达"  # whether somebody passed it on to the unit; nothing as long as nobody has said
PASSED, HELD = "照转", "不转"
KINDS = (("adopted", "采纳"), ("partly", "部分采纳"), ("declined", "未采纳"), ("passed_on", "转送"))


def count_comments(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield opinions in all and by what became of them, with the adoption rate; then those on each unit."""
    by_opinion = sheets.frame("appraisal_opinions")
    if by_opinion.empty:
        return
    yield from _answers(sheets, by_opinion, "appraisal_opinions", "")
    for unit, own in opinions_on_units(sheets).items():
        yield from _answers(sheets, own, f"evaluation.{unit.id}.opinions", unit.name)


def opinions_on_units(sheets: Sheets) -> dict[Unit, pd.DataFrame]:
    """Return the opinions on each unit that has any, by 被评单位.

    A row that names no unit belongs to the only unit there is, and to none where there are several.
    """
    by_opinion, units = sheets.frame("appraisal_opinions"), units_of(sheets)
    only, ids = units[0].id if len(units) == 1 else None, aliases(units)
    names = by_opinion["被评单位"] if "被评单位" in by_opinion else [None] * len(by_opinion)
    whose = [ids.get(str(name)) if name else only for name in names]
    found = {unit: by_opinion[[each == unit.id for each in whose]] for unit in units}
    return {unit: own for unit, own in found.items() if len(own)}


def waiting_remarks(sheets: Sheets) -> int:
    """Return how many remarks on ballots wait for somebody to say whether the unit may read them."""
    by_ballot = sheets.frame("ballots")
    if REMARK not in by_ballot:
        return 0
    written = by_ballot[REMARK].notna()
    return int((written & by_ballot[PASSED_ON].isna()).sum() if PASSED_ON in by_ballot else written.sum())


def check_remarks(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield that remarks wait, once for all ballots; nothing before decisions on them were looked up."""
    looked_up = (each for each in sheets.of("ballots") if PASSED_ON in each.frame)
    table = next((each for each in looked_up if waiting_remarks(Sheets((each,)))), None)
    if table is not None:
        number = waiting_remarks(sheets)
        problem = f"还有 {number} 条文字意见没有人看过，先不印进通知书"
        remedy = "请用 kit opinions review 生成审核表，选“照转”或“不转”，再 kit opinions apply"
        yield Finding("remarks.waiting", "warning", table.place(None, REMARK), problem, remedy)


def _answers(sheets: Sheets, by_opinion: pd.DataFrame, id_: str, whose: str) -> Iterator[Fact]:
    about = f"，被评单位为“{whose}”" if whose else ""
    name, sources = f"{whose}评议意见", sheets.sources(by_opinion, "原文")
    basis = f"评议意见表的行数{about}"
    yield count_fact(f"{id_}.total", f"{name}条数", len(by_opinion), "条", basis, sources)
    whole = (f"{id_}.total",)
    for key, kind in KINDS:
        found = by_opinion[by_opinion["采纳"] == kind]
        basis, sources = f"采纳情况为“{kind}”{about}", sheets.sources(found, "采纳")
        yield count_fact(f"{id_}.{key}", f"{name}{kind}条数", len(found), "条", basis, sources, parents=whole)
    taken = by_opinion[by_opinion["采纳"].isin(["采纳", "部分采纳"])]
    exact, basis = percentage(len(taken), len(by_opinion)), f"采纳和部分采纳的条数除以评议意见条数{about}"
    sources = sheets.sources(taken, "采纳")
    yield rate_fact(f"{id_}.rate", f"{name}采纳率", exact, basis, sources, parents=whole)


FACTS = (count_comments,)


RULES = (check_remarks,)


KIND = SheetKind(
    id="appraisal_opinions",
    code="S25",
    name="评议意见",
    row="一条评议中提出的意见",
    aliases=("评议意见采纳情况", "评议意见登记"),
    key="评议意见ID",
    day="",
    personal=(),
    own_words=("修改位置",),
    columns=(
        Column("评议意见ID", "key", required=True, aliases=("意见编号", "编号"), note="自己编，不重复"),
        Column("被评单位", "key", aliases=("单位", "单位名称"), filled_down=True, note="针对哪个单位"),
        Column("原文", "long", required=True, aliases=("意见内容", "意见原文"), note="照录"),
        Column(
            "采纳",
            "choice",
            required=True,
            aliases=("采纳情况", "是否采纳"),
            choices=("采纳", "部分采纳", "未采纳", "转送"),
            choice_aliases={"是": "采纳", "否": "未采纳", "已采纳": "采纳"},
            note="怎么处理的",
        ),
        Column("修改位置", aliases=("修改章节", "采纳位置"), note="在报告哪一处作了修改"),
        Column("理由", "long", aliases=("说明", "未采纳理由"), note="没有采纳的要写理由"),
    ),
    example={"评议意见ID": "示例1", "原文": "措施要再具体一些。", "采纳": "采纳", "修改位置": "第四部分"},
)
