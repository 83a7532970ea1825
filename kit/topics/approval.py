"""What becomes of papers: versions (S23), submission (S36), disclosure (S26); and regulations (S29).

A report goes through versions (稿次) with suggestions received and adopted, is submitted to the guide
group (报审) and made public (公开), never before somebody approved it. Regulations are repealed, revised
or made.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.model.counting import By, Distinct, Keep, Names, Rate, Rows, Sums, filled, is_one_of, over
from kit.model.finding import Finding
from kit.model.prose import Prose, counts, prose
from kit.model.table import Column, SheetKind
from kit.text.numbers import chinese_numeral
from kit.text.saying import joined
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Row, Sheets


DISCLOSURES = SheetKind(
    id="disclosures",
    code="S26",
    name="公开台账",
    row="一次公开",
    aliases=("公开情况", "公示台账"),
    key="",  # a paper may be disclosed several times
    day="起",
    personal=(),
    own_words=("文件", "批准人"),
    all_phases=True,
    columns=(
        Column("文件", tells=True, aliases=("公开文件", "文件名称"), filled_down=True, note="公开了什么"),
        Column("批准人", tells=True, aliases=("审批人",), note="谁批准公开"),
        Column("批准日", "date", aliases=("批准日期", "审批日期"), note="批准的日子"),
        Column(
            "范围",
            "choice",
            aliases=("公开范围",),
            choices=("全体党员", "机关全体", "参评人员", "社会"),
            open=True,
            note="公开到哪个范围",
        ),
        Column(
            "方式",
            "choice",
            aliases=("公开方式",),
            choices=("会议通报", "内网", "公告栏", "文件", "媒体", "一对一反馈"),
            open=True,
            note="用什么方式",
        ),
        Column("起", "date", aliases=("开始日期", "公开起", "起始日期"), note="从哪天起"),
        Column("止", "date", aliases=("结束日期", "公开止", "截止日期"), note="到哪天止"),
        Column("反馈条数", "count", aliases=("收到反馈条数", "反馈意见条数"), note="收到几条反馈"),
    ),
    example={
        "文件": "示例报告",
        "批准人": "示例",
        "范围": "机关全体",
        "方式": "内网",
        "起": "2020-07-01",
        "止": "2020-07-07",
        "反馈条数": "3",
    },
)


SUBMISSIONS = SheetKind(
    id="submissions",
    code="S36",
    name="报审台账",
    row="一次报审",
    aliases=("报审情况", "送审台账"),
    key="",  # a paper may be submitted again
    day="通过日",  # what papers tell is that it was approved
    personal=(),
    own_words=("材料",),
    all_phases=True,
    columns=(
        Column("材料", tells=True, aliases=("材料名称", "报审材料"), note="报了什么材料"),
        Column("报送日", "date", tells=True, aliases=("报送日期", "送审日期"), note="报送的日子"),
        Column("审核意见", "long", aliases=("意见", "审核情况"), note="审核的意见"),
        Column("通过日", "date", aliases=("通过日期", "审定日期"), note="通过的日子，没通过空着"),
    ),
    example={"材料": "示例报告", "报送日": "2020-06-20", "通过日": "2020-06-25"},
)


MANUSCRIPTS = SheetKind(
    id="manuscripts",
    code="S23",
    name="稿件台账",
    row="一稿",
    aliases=("起草台账", "报告稿次"),
    key="",  # one version may go to several readers, a row each
    day="日期",
    personal=(),
    own_words=("执笔", "征求范围", "文件名"),
    all_phases=True,
    columns=(
        Column("稿次", "count", tells=True, ordinal=True, aliases=("第几稿", "稿号"), note="第几稿"),
        Column("日期", "date", aliases=("成稿日期", "时间"), decides=True, note="成稿的日子"),
        Column("执笔", aliases=("执笔人", "起草人"), note="谁执笔"),
        Column("征求范围", aliases=("征求意见范围",), note="这一稿征求了谁的意见"),
        Column("收到修改意见", "count", aliases=("修改意见条数", "收到意见条数"), note="收到几条修改意见"),
        Column("采纳", "count", aliases=("采纳条数", "采纳意见条数"), note="采纳了几条，不多于收到的"),
        Column("文件名", aliases=("文件",), note="稿件的文件名"),
        Column("是否定稿", "yes_no", aliases=("定稿",), note="是不是定稿"),
    ),
    example={
        "稿次": "1",
        "日期": "2020-06-01",
        "执笔": "示例",
        "收到修改意见": "12",
        "采纳": "9",
        "文件名": "示例稿.docx",
        "是否定稿": "否",
    },
)


REGULATIONS = SheetKind(
    id="regulations",
    code="S29",
    name="制度清单",
    row="一项制度",
    aliases=("制度建设清单", "废改立清单"),
    key="",  # what is repealed may be made anew under its name
    day="",  # 时限 is when it is due, not when it was done
    personal=(),
    own_words=("制度名", "牵头"),
    columns=(
        Column("制度名", tells=True, aliases=("制度名称", "名称"), note="不用加书名号"),
        Column(
            "动作",
            "choice",
            open=True,
            tells=True,
            aliases=("废改立", "处理方式", "类别"),
            choices=("废止", "修订", "新建"),
            choice_aliases={"废": "废止", "改": "修订", "立": "新建", "修改": "修订", "制定": "新建"},
            note="废止、修订还是新建",
        ),
        Column("牵头", aliases=("牵头单位", "责任单位"), note="由谁牵头"),
        Column("时限", "date", aliases=("完成时限", "完成时间"), deadline=True, note="什么时候完成"),
        Column(
            "状态",
            "choice",
            aliases=("完成情况", "进展"),
            choices=("未启动", "起草中", "已完成"),
            choice_aliases={"完成": "已完成", "已印发": "已完成", "在起草": "起草中"},
            note="到哪一步了",
        ),
    ),
    example={
        "制度名": "示例制度",
        "动作": "修订",
        "牵头": "示例办公室",
        "时限": "2020-09-30",
        "状态": "起草中",
    },
)


_PASSED = filled("通过日")


_COLUMNS = (
    ("received", "收到修改意见", "收到修改意见条数"),
    ("adopted", "采纳", "采纳修改意见条数"),
)


FACTS = (
    *over(
        "disclosures",
        Rows("disclosures.count", "公开次数", "次", "公开台账的行数", "文件"),
        Names("disclosures.list", "公开文件", "文件", title=True),
        Sums("disclosures.feedback", "公开后反馈条数", "条", "各次“反馈条数”之和", "反馈条数", zero=True),
    ),
    *over(
        "submissions",
        Rows("submissions.count", "报审材料份数", "份", "报审台账的行数", "材料"),
        Rows("submissions.passed", "审定材料份数", "份", "“通过日”有填写的", "通过日", _PASSED),
        Names(
            "submissions.passed_list",
            "审定材料",
            "材料",
            keep=_PASSED,
            once=False,
            title=True,
            shown="通过日",
        ),
    ),
    *over(
        "manuscripts",
        Distinct("manuscripts.versions", "报告稿次数", "稿", "不同稿次", "稿次"),
        *(
            Sums(
                *(f"manuscripts.{key}", name, "条", f"各稿“{column}”之和", column),
                zero=True,
                spare=Keep("是否定稿", (True,)),  # nobody is asked about the final one
            )
            for key, column, name in _COLUMNS
        ),
        Rate(
            "manuscripts.rate",
            "修改意见采纳率",
            "manuscripts.adopted",
            "manuscripts.received",
            "采纳条数除以收到条数",
        ),
    ),
    *over(
        "regulations",
        Rows("regulations.total", "制度建设项数", "项", "制度清单的行数", "制度名"),
        *(
            Rows(
                f"regulations.{key}", f"{did}制度项数", "项", f"动作为“{did}”", "动作", is_one_of("动作", did)
            )
            for key, did in (("repealed", "废止"), ("revised", "修订"), ("made", "新建"))
        ),
        By(
            "动作",
            (Rows("regulations.by.{word}.count", "{word}制度项数", "项", "动作为“{word}”", "动作"),),
            but=REGULATIONS.column("动作").choices,
        ),
        Rows("regulations.done", "完成制度项数", "项", "状态为“已完成”", "状态", is_one_of("状态", "已完成")),
    ),
)


DISCLOSURES_RULE = "disclosures.approved"


def check_disclosure_approved(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield disclosures without 批准人, begun before 批准日, or ended before they begin."""
    for row in sheets.rows("disclosures"):
        start, end, approved = row["起"], row["止"], row["批准日"]
        if not row["批准人"]:
            yield Finding(
                DISCLOSURES_RULE,
                "warning",
                row.place("批准人"),
                "没有批准人",
                "请填上批准人；没有批准的不要公开",
            )
        if start is not None and approved is not None and start < approved:
            yield Finding(
                DISCLOSURES_RULE, "warning", row.place("起"), "公开日期早于批准日", "请核对两个日期"
            )
        if start is not None and end is not None and end < start:
            yield Finding(
                DISCLOSURES_RULE, "warning", row.place("止"), "结束日期早于开始日期", "请核对两个日期"
            )


ADOPTED_RULE = "manuscripts.adopted"


def check_adopted_suggestions(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield versions whose 采纳 exceeds 收到修改意见."""
    for row in sheets.rows("manuscripts"):
        received, adopted = row["收到修改意见"], row["采纳"]
        if received is not None and adopted is not None and adopted > received:
            problem = f"采纳 {adopted} 条，多于收到的 {received} 条"
            yield Finding(ADOPTED_RULE, "warning", row.place("采纳"), problem, "请核对这一稿的修改意见")


RULES = (
    check_disclosure_approved,
    check_adopted_suggestions,
)


KEY_FIGURES = (KeyFigure("regulations.total", "制度废改立", "列入计划的"),)


_VERSION = re.compile(r"（[^（）]*稿）$")


_SCOPES = {"机关全体": "机关全体人员"}  # as a sentence says the sheet's words


@passage("修改过程", kind=MANUSCRIPTS)
def versions(material: Material) -> Prose | None:
    """Return 五易其稿，收到修改意见N条，采纳N条; None with one version that nobody commented."""
    facts = material.facts
    keys = ("versions", "received", "adopted", "rate")
    number, received, adopted, rate = (facts.get(f"manuscripts.{key}") for key in keys)
    clauses = []
    if number and number > 1 and isinstance(number.value, int):
        clauses.append(prose(replace(number, text=_times(number.value)), "易其稿"))
    if received:
        taken = prose("，采纳", adopted, "条") if adopted else ""
        share = prose("，采纳率", rate) if rate and adopted and adopted < received else ""
        clauses.append(prose("先后收到修改意见", received, "条", taken, share))
    return prose(joined(clauses, "，")) if clauses else None


@passage("制度名称", kind=REGULATIONS)
def regulations_by_action(material: Material) -> list[Prose]:
    """Return the regulations by what is done with them: 废止《…》《…》; nothing without any."""
    rows = [row for row in material.sheets.rows("regulations") if row["制度名"]]
    named = ((word, [row for row in rows if row["动作"] == word]) for word in ("废止", "修订", "新建"))
    return [
        prose(word, "".join(f"《{title_of(row['制度名'])}》" for row in found))
        for word, found in named
        if found
    ]


def _times(number: int) -> str:
    return "两" if number == 2 else chinese_numeral(number)  # noqa: PLR2004 - two is said 两 before a measure word


@passage("制度", kind=REGULATIONS, needs=("regulations.total",))
def regulations(material: Material) -> Prose:
    """Return 列入制度建设计划的共N项，其中废止N项…，已完成N项."""
    total, done = material.facts["regulations.total"], material.facts.get("regulations.done")
    kinds = (("repealed", "废止"), ("revised", "修订"), ("made", "新建"))
    parts = counts(material.facts, ((f"regulations.{key}", word) for key, word in kinds))
    whole = [key for key, _ in kinds if material.facts.get(f"regulations.{key}") == total.value]
    among = (
        ("列入制度建设计划的共", parts[0].pieces[1:], f"，都属于{parts[0].pieces[0]}")
        if whole
        else ("列入制度建设计划的共", total, "项", *(("，其中", joined(parts)) if parts else ()))
    )
    finished = () if not done else ("，都已完成",) if done == total.value else ("，已完成", done, "项")
    return prose(*among, *finished)


@passage("审定", kind=SUBMISSIONS)
def approved(material: Material, endings: tuple[str, ...]) -> Prose | None:
    """Return 经…审定 if a paper whose name ends so has passed; None otherwise."""
    group = material.facts.get("campaign.guide_group")
    passed = any(row["通过日"] for row in _submitted(material, endings))
    return prose("经", group or "上级", "审定") if passed else None


def not_approved(material: Material, endings: tuple[str, ...]) -> Row | None:
    """Return the row of a paper whose name ends so, that was submitted and has not passed."""
    rows = _submitted(material, endings)
    return rows[-1] if rows and not any(row["通过日"] for row in rows) else None


def _submitted(material: Material, endings: tuple[str, ...]) -> list[Row]:
    rows = material.sheets.rows("submissions")
    named = [row for row in rows if row["材料"]]
    return [row for row in named if _VERSION.sub("", title_of(row["材料"])).endswith(endings)]


def title_of(cell: object) -> str:
    """Return a paper's name without the marks around it.

    >>> title_of("《实施方案》")
    '实施方案'
    """
    return str(cell).strip("《》 ")


@passage("报审", kind=SUBMISSIONS, needs=("submissions.count", "submissions.passed"), by_cutoff=True)
def submissions(material: Material) -> Prose:
    """Return 报送审核的材料N份，都经…审定, or how many of them."""
    count, passed = (material.facts[f"submissions.{key}"] for key in ("count", "passed"))
    group = material.facts.get("campaign.guide_group") or "上级"
    if passed == count.value:
        return prose("报送审核的材料", count, "份，", "都" if count > 1 else "已", "经", group, "审定")
    return prose("报送审核的材料", count, "份，其中", passed, "份已经", group, "审定")


@passage("公开", kind=DISCLOSURES)
def disclosures(material: Material, words: Sequence[str] = ()) -> Prose | None:
    """Return what was made public, how and to whom; None without any.

    words: only papers whose name holds one of them. A paper that was disclosed twice is told once.
    """
    papers: dict[str, list[Row]] = {}
    for row in material.sheets.rows("disclosures"):
        if row["文件"] and (not words or any(word in str(row["文件"]) for word in words)):
            papers.setdefault(title_of(row["文件"]), []).append(row)
    clauses = [_disclosed(paper, rows) for paper, rows in papers.items()]
    return prose(joined(clauses, "；")) if clauses else None


def _disclosed(paper: str, rows: Sequence[Row]) -> str:
    ways = "、".join(dict.fromkeys(str(row["方式"]) for row in rows if row["方式"]))
    scopes = dict.fromkeys(str(row["范围"]) for row in rows if row["范围"])
    seen = "、".join(_SCOPES.get(scope, scope) for scope in scopes)
    return f"《{paper}》经批准{f'以{ways}的方式' if ways else ''}{f'面向{seen}' if seen else ''}公开"


@passage("公开后的反馈", kind=DISCLOSURES, needs=("disclosures.feedback",))
def feedback(material: Material) -> Prose:
    """Return 公开后收到反馈N条."""
    return prose("公开后收到反馈", material.facts["disclosures.feedback"], "条")
