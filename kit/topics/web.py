"""Messages on the web board (网上意见, S16); spam and repeats are counted, and left out of what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.model.counting import Keep, Rate, Rows, filled, over
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind
from kit.topics.passage import KeyFigure, passage

if TYPE_CHECKING:
    from kit.model.draft import Material


KIND = SheetKind(
    id="web_messages",
    code="S16",
    name="网上意见",
    row="一条留言",
    aliases=("网上留言", "网络留言", "留言板"),
    key="留言ID",
    day="时间",
    personal=("昵称",),
    all_phases=True,
    columns=(
        Column("留言ID", "key", tells=True, aliases=("留言编号", "编号"), note="网站上的编号"),
        Column("时间", "date", aliases=("留言时间", "日期"), note="留言的日子"),
        Column("昵称", aliases=("留言用户", "网名", "用户"), note="不会出现在任何材料里"),
        Column("内容", "long", tells=True, aliases=("留言内容", "留言详情"), note="照录"),
        Column("是否公开", "yes_no", aliases=("公开",), note="留言是否公开显示"),
        Column("是否有效", "yes_no", aliases=("有效",), note="广告、重复的填“否”，空着算有效"),
        Column("转登记ID", "key", aliases=("转意见ID", "登记意见ID"), note="转成意见登记表里的哪一条"),
    ),
    example={"留言ID": "示例1", "时间": "2020-04-20", "内容": "建议延长办事窗口开放时间。", "是否有效": "是"},
)


_VALID = (Keep("是否有效", (False,), but=True, lenient=True),)
FACTS = over(
    "web_messages",
    Rows("web.received", "网上留言条数", "条", "网上意见表的行数", "内容"),
    Rows("web.valid", "网上有效留言条数", "条", "不含“是否有效”为否的（广告、重复等）", "内容", _VALID),
    Rows(
        "web.adopted",
        "网上留言转登记条数",
        "条",
        "有效留言中“转登记ID”有填写的",
        "转登记ID",
        (*_VALID, *filled("转登记ID")),
    ),
    Rate("web.adoption_rate", "网上留言采用率", "web.adopted", "web.valid", "转登记条数除以有效留言条数"),
)


KEY_FIGURES = (KeyFigure("web.valid", "网上留言", "不含广告、重复等无效的", KIND),)


@passage("网上留言", kind=KIND, needs=("web.valid",), by_cutoff=True)
def web_messages(material: Material, *, rate: bool = False) -> Prose:
    """Return 通过网上留言收到有效意见N条，其中转入意见登记N条; rate: with the share of those."""
    facts = material.facts
    valid, adopted = facts["web.valid"], facts.get("web.adopted")
    percent = facts.get("web.adoption_rate") if rate else None
    received = prose("通过网上留言收到有效意见", valid, "条")
    if not adopted:
        return received
    if adopted == valid.value:
        return prose(received, "，都转入了意见登记")
    return prose(received, "，其中转入意见登记", adopted, "条", ("，采用率", percent) if percent else ())
