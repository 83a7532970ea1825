"""Papers that the activity made (文件, S03): schemes, plans, notices; only issued ones (已印发) are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.counting import Names, Rows, is_one_of, over
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from kit.model.draft import Material


KIND = SheetKind(
    id="plans",
    code="S03",
    name="文件清单",
    row="一份文件",
    aliases=("文件目录", "印发文件", "文件台账"),
    key="",  # an attachment shares the 文号 of its letter
    day="印发日期",
    personal=(),
    own_words=("文号", "标题"),
    all_phases=True,
    columns=(
        Column("文号", aliases=("发文字号", "文件号", "编号"), note="发文字号，没有就空着"),
        Column(
            "标题",
            tells=True,
            aliases=("文件名称", "文件标题", "文件名", "名称"),
            note="标题全文，不加书名号",
        ),
        Column(
            "类型",
            "choice",
            aliases=("文种", "文件类型", "类别"),
            choices=("方案", "计划", "通知", "意见", "制度", "报告"),
            open=True,
            choice_aliases={
                "实施方案": "方案",
                "工作方案": "方案",
                "学习计划": "计划",
                "实施意见": "意见",
                "办法": "制度",
            },
            note="文件的类型",
        ),
        Column("印发日期", "date", aliases=("印发时间", "发文日期", "日期"), note="印发的日子"),
        Column(
            "密级",
            "choice",
            choices=("无", "内部", "秘密", "机密", "绝密"),
            choice_aliases={"公开": "无", "非密": "无", "内部资料": "内部"},
            note="没有密级填“无”",
        ),
        Column(
            "状态",
            "choice",
            aliases=("印发状态",),
            choices=("草稿", "已印发"),
            choice_aliases={
                "印发": "已印发",
                "已发": "已印发",
                "已下发": "已印发",
                "未印发": "草稿",
                "起草中": "草稿",
            },
            note="只有“已印发”的文件会写进材料",
        ),
    ),
    example={
        "文号": "示例〔2020〕1号",
        "标题": "示例：学习教育活动实施方案",
        "类型": "方案",
        "印发日期": "2020-03-05",
        "状态": "已印发",
    },
)


_ISSUED = is_one_of("状态", "已印发")
FACTS = over(
    "plans",
    Rows("plans.issued", "已印发文件数", "份", "文件清单中状态为“已印发”", "标题", _ISSUED),
    Names("plans.list", "已印发文件", "标题", keep=_ISSUED, once=False, title=True),
)


KEY_FIGURES = (KeyFigure("plans.issued", "印发文件", "正式印发的"),)


SHOWN_PAPERS = 2  # more titles than this would make the sentence unreadable when said aloud


@passage("文件", kind=KIND, needs=("plans.issued",))
def papers(material: Material) -> Prose:
    """Return 印发了《…》《…》等文件N份, the plans (方案) first."""
    number = material.facts["plans.issued"]
    issued = [row for row in material.sheets.rows("plans") if row["状态"] == "已印发"]
    ordered = sorted(issued, key=lambda row: row["类型"] != "方案")
    titles = [str(row["标题"]) for row in ordered if row["标题"]]
    if len(titles) < len(ordered):
        return prose("印发文件", number, "份")
    shown = "".join(f"《{title}》" for title in titles[:SHOWN_PAPERS])
    return prose("印发了", shown, ("等文件", number, "份") if number > SHOWN_PAPERS else "")
