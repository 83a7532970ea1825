"""Problems (问题, S18) by kind, and those already solved within the phase (边查边改, from S28).

A kind is one that campaign.toml lists, so that kinds add up to the total (I6); sources are merged
opinions; no more are solved than were found (I7).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kit.model.counting import By, Rows, counted, is_one_of, is_told, over
from kit.model.fact import Fact, count_fact
from kit.model.finding import Finding
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind, Sheets
from kit.text.no_opinion import aspect_named
from kit.text.saying import joined
from kit.topics.passage import KeyFigure, passage
from kit.topics.phases import cutoff_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Table


CATEGORY = "问题类别"  # as a sheet calls it that is also the register of what is put right


def category_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return 类别 with the campaign's kinds of problems as its choices; free text where it names none."""
    return (
        Column(
            "类别",
            "choice",
            tells=True,
            open=True,
            aliases=("问题类别", "类型", "问题类型"),
            choices=tuple(kind.name for kind in campaign.problems),
            filled_down=True,
            note="属于哪一类问题",
        ),
    )


KIND = SheetKind(
    id="problems",
    code="S18",
    name="问题清单",
    row="一个问题",
    aliases=("突出问题", "问题台账", "查找问题清单"),
    key="问题ID",
    day="",
    personal=(),
    own_words=("来源归纳ID",),
    columns=(
        Column(
            "问题ID",
            "key",
            numbered=True,
            aliases=("问题编号", "编号", "问题号"),
            note="自己编，不重复、不再改",
        ),
        Column(
            "表述",
            "long",
            tells=True,
            aliases=(
                "问题表述",
                "问题",
                "问题内容",
                "存在问题",
                "问题描述",
                "存在的问题",
                "查摆问题",
                "查摆出的问题",
                "检视问题",
                "具体问题",
                "问题具体表述",
            ),
            note="问题怎么写",
        ),
        Column(
            "层面",
            "choice",
            aliases=("问题层面",),
            choices=("班子", "机关", "个人"),
            open=True,
            choice_aliases={"领导班子": "班子", "班子成员": "个人", "机关工作": "机关"},
            note="哪个层面的问题",
        ),
        Column(
            "来源归纳ID",
            "list",
            aliases=("来源归纳", "归纳ID", "来源归纳编号", "来源意见"),
            note="来自哪几条归纳意见，用顿号隔开",
        ),
        Column("原因主观", "long", aliases=("主观原因", "原因（主观）", "原因/主观"), note="主观上的原因"),
        Column("原因客观", "long", aliases=("客观原因", "原因（客观）", "原因/客观"), note="客观上的原因"),
        Column(
            "能否即改", "yes_no", aliases=("是否即改", "能即改", "即知即改", "立行立改"), note="能不能马上改"
        ),
    ),
    more_columns=category_columns,
    example={
        "问题ID": "示例1",
        "表述": "会议偏多",
        "层面": "机关",
        "能否即改": "是",
    },
)


def _by_kind(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield problems by the kinds of campaign.toml, and by the words that only the sheet has."""
    kinds = (
        Rows(
            f"problems.{kind.id}",
            f"{kind.name}问题数",
            "个",
            f"问题清单中类别为“{kind.name}”",
            "类别",
            is_one_of("类别", kind.name),
            zero=False,
        )
        for kind in campaign.problems
    )
    own = By(
        "类别",
        (Rows("problems.by.{word}.count", "{word}问题数", "个", "问题清单中类别为“{word}”", "类别"),),
        but=tuple(kind.name for kind in campaign.problems),
    )
    return counted(over("problems", *kinds, own), sheets, campaign)


def _solved(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:
    """Yield what was solved at once; unknown where the register does not say type, state or day."""
    items = sheets.frame("rectification")
    if not items.empty and all(is_told(items, column) for column in SOLVED_COLUMNS):
        solved = solved_in_phase(sheets, campaign)
        basis = "整改台账中类型为立行立改、状态为已销号、完成日期不晚于统计截止日的事项"
        sources = sheets.sources(solved, "完成日期")
        yield count_fact("problems.solved", "边查边改解决问题数", len(solved), "个", basis, sources)


SOLVED_COLUMNS = ("整改类型", "状态", "完成日期")


def solved_in_phase(sheets: Sheets, campaign: Campaign) -> pd.DataFrame:
    """Return the rectification items (整改事项) that were closed at once, by the cut-off date."""
    by_item = sheets.frame("rectification")
    cutoff = cutoff_of(sheets, campaign)
    if not set(SOLVED_COLUMNS) <= set(by_item.columns):
        return by_item.iloc[:0]
    last = cutoff or date.max
    done = by_item["完成日期"].map(lambda day: isinstance(day, date) and day <= last).astype(bool)
    return by_item[(by_item["整改类型"] == "立行立改") & (by_item["状态"] == "已销号") & done]


OF_RECTIFICATION = {"编号": "问题ID", "问题表述": "表述", CATEGORY: "类别"}


def listed_problems(sheets: Sheets, campaign: Campaign) -> Sheets:  # noqa: ARG001 - completions are called alike
    """Return the sheets with the problems that a register (整改台账) lists, where no list of them came.

    A register with ids of problems (问题ID) quotes a list that lies elsewhere; its own rows are no such list.
    A problem with several measures, a row each, is one.
    """
    if not sheets.frame("problems").empty:
        return sheets
    drawn = [
        _listed(table)
        for table in sheets.of("rectification")
        if is_told(table.frame, "问题表述") and not is_told(table.frame, "问题ID")
    ]
    others = (table for table in sheets.tables if not drawn or table.kind != "problems")
    return replace(sheets, tables=(*others, *drawn)) if drawn else sheets


def _listed(table: Table) -> Table:
    frame = table.frame[table.frame["问题表述"].notna()]
    columns = [column for column in OF_RECTIFICATION if column in frame]
    frame = frame[columns].drop_duplicates("问题表述").rename(columns=OF_RECTIFICATION)
    return replace(table, kind=KIND.id, frame=frame, unread=frozenset(), withheld=frame.iloc[:0])


COMPLETES = (listed_problems,)


FACTS = over(
    "problems", _by_kind, Rows("problems.total", "问题总数", "个", "问题清单的行数", "表述"), _solved
)


PROBLEM_KIND_RULE = "problems.unknown_kind"


def check_problem_kind(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
    """Yield the words for kinds of problems that campaign.toml does not name, and how to name them there."""
    known = [kind.name for kind in campaign.problems]
    rows = [row for row in sheets.rows("problems") if row["类别"] and row["类别"] not in known]
    if rows:
        words = Counter(str(row["类别"]) for row in rows)
        listed = "、".join(f"“{word}”{number} 个" for word, number in words.items())
        problem = f"{listed}，campaign.toml 的 [[problems]] 里没有写，按表里的词分类统计"
        entries = "；".join(
            f'[[problems]] id = "kind{at}" name = "{word}"' for at, word in enumerate(words, 1)
        )
        remedy = f"对的话不用改；写错了的请改表，要固定下来请在 campaign.toml 里加 {entries}"
        yield Finding(PROBLEM_KIND_RULE, "info", rows[0].place("类别"), problem, remedy)


LISTED_RULE = "problems.listed"


def check_listed_problems(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield each register that was read as the list of problems too."""
    registers = {(table.file, table.sheet) for table in sheets.of("rectification")}
    for table in sheets.of(KIND.id):
        if (table.file, table.sheet) in registers and len(table.frame):
            problem = f"是整改台账，也当作问题清单读了（不同的问题 {len(table.frame)} 个）"
            remedy = "另有问题清单的，放进 inbox，就按那一张算"
            yield Finding(LISTED_RULE, "info", table.place(), problem, remedy)


PROBLEM_SOURCES_RULE = "problems.sources"
LINKS = (
    ("problems", "来源归纳ID", "merged_opinions", "归纳ID", "意见归纳表"),
    ("rectification", "问题ID", "problems", "问题ID", "问题清单"),
)


def check_problem_sources(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield every id that the other sheet does not have."""
    for kind, column, target, key, said in LINKS:
        if not sheets.has(target):
            continue
        known = {str(row[key]) for row in sheets.rows(target)} | sheets.withheld(target, key)
        for row in sheets.rows(kind):
            ids = row[column] if isinstance(row[column], tuple) else (row[column],)
            for absent in sorted({str(one) for one in ids if one} - known):
                problem = f"“{absent}”不在{said}里"
                yield Finding(
                    PROBLEM_SOURCES_RULE, "warning", row.place(column), problem, f"请改成{said}里有的编号"
                )


SOLVED_PROBLEMS_RULE = "problems.solved"


def check_solved_problems(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield one finding if more items were closed at once (立行立改) than there are problems."""
    solved = [r for r in sheets.rows("rectification") if (r["整改类型"], r["状态"]) == ("立行立改", "已销号")]
    total = sum(1 for _ in sheets.rows("problems"))
    if solved and sheets.has("problems") and len(solved) > total:
        problem = f"已解决 {len(solved)} 个，多于查找出的问题 {total} 个"
        place = solved[0].table.place(None, "状态")
        yield Finding(SOLVED_PROBLEMS_RULE, "error", place, problem, "请核对整改台账和问题清单")


RULES = (
    check_problem_kind,
    check_listed_problems,
    check_problem_sources,
    check_solved_problems,
)


KEY_FIGURES = (
    KeyFigure("problems.total", "突出问题"),
    KeyFigure("problems.solved", "边查边改解决问题", "截止日前完成并销号的"),
)


@passage("问题情况", kind=KIND, needs=("problems.total",))
def problems(material: Material) -> Prose:
    """Return 查找出突出问题N个，其中… (where the parts make up the whole)."""
    total = material.facts["problems.total"]
    found = [(name, fact) for name, fact in kinds_of_problems(material) if fact]
    if len(found) == 1 and found[0][1] == total.value:
        return prose("查找出", aspect_named(found[0][0]), "的突出问题", total, "个")
    parts = joined([prose("属于", aspect_named(name), "的", fact or "", "个") for name, fact in found])
    among = prose("，其中", parts) if len(found) > 1 and _whole(found, total) else ""
    return prose("查找出突出问题", total, "个", among)


def kinds_of_problems(material: Material) -> list[tuple[str, Fact | None]]:
    """Return the kinds of campaign.toml and those that only the sheet names, each with its figure."""
    facts, named = material.facts, material.campaign.problems
    own = [id_ for id_ in facts if id_.startswith("problems.by.")]
    said = [(facts[id_].name.removesuffix("问题数"), facts[id_]) for id_ in own]
    return [*((kind.name, facts.get(f"problems.{kind.id}")) for kind in named), *said]


def _whole(found: Iterable[tuple[str, Fact | None]], total: Fact) -> bool:
    return sum(fact.value for _, fact in found if fact and isinstance(fact.value, int)) == total.value
