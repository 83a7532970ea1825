"""Web boards (留言板): title, body, time and user of every message, perhaps likes, a class and a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.importing.reading.records import TEXT, USER, Mapped, plain_records, read_records
from kit.opinions.importing.reading.shape import Shape

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.export import Part
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable

MEANINGS = {
    TEXT: ("留言详情", "留言内容", "留言正文", "帖子内容", "详情", "内容", "正文", "诉求内容"),
    "主题": ("留言主题", "留言标题", "帖子标题", "标题", "主题"),
    USER: ("留言用户", "留言人", "网友", "网友昵称", "昵称", "用户名", "用户", "作者", "发帖人"),
    "登记日": ("留言时间", "发布时间", "发帖时间", "提交时间", "时间"),
    "意见ID": ("留言编号", "留言id", "帖子编号", "帖子id", "编号", "id"),
    "赞成": ("点赞数", "点赞", "赞成数", "支持数", "顶"),
    "反对": ("反对数", "反对", "踩"),
    "来源分类": ("一级分类", "一级标签", "留言分类", "留言类型", "分类", "类别", "标签"),
}
OWN = ("留言", "帖", "网友", "点赞", "反对数", "答复", "回复")
LEAST_OWN = 2


def claim(table: RawTable) -> str | None:
    """Return why this is such a download: body and time of messages, and the board's own headings."""
    found = _found(table)
    own = [label for label in table.labels if label.startswith(OWN)]
    if TEXT not in found or len(own) < LEAST_OWN or not {"登记日", "主题", USER} & set(found):
        return None
    return f"有“{'”“'.join(own[:4])}”列"


def _found(table: RawTable) -> Mapped:
    found: Mapped = {}
    for meaning, names in MEANINGS.items():
        at = next((table.plain_labels.index(name) for name in names if name in table.plain_labels), None)
        if at is not None:
            found[meaning] = at
    return found


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return one opinion a message; replies are the office's own words and are left out."""
    place = table.place()
    return read_records(
        table, plain_records(table, _found(table)), inquiry.said("渠道", place) or "留言板", campaign, inquiry
    )


SHAPE = Shape("web_board", "网上留言板", 30, claim, read)
