"""腾讯问卷: 答题序号, 开始时间, 提交时间, 答题时长, IP省份; choices joined by | or a column each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.survey import Dialect, read_survey

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.export import Part
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable

DIALECT = Dialect(
    {
        "答题序号": "serial",
        "编号": "serial",
        "序号": "serial",
        "来源": "",
        "开始时间": "start",
        "开始答题时间": "start",
        "提交时间": "time",
        "结束答题时间": "time",
        "答题时长": "took",
        "ip": "ip",
        "ip地址": "ip",
        "ip省份": "",
        "ip城市": "detail",
        "用户类型": "",
        "用户标识": "",
        "昵称": "",
        "自定义字段": "",
        "地理位置国家和地区": "",
        "地理位置省": "",
        "地理位置市": "",
    },
    separators=("|", "┋"),
)
OWN = ("答题序号", "答题时长", "ip省份", "ip城市", "开始答题时间", "结束答题时间")
LEAST_OWN = 2


def claim(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings."""
    found = [label for label, said in zip(table.labels, table.plain_labels, strict=True) if said in OWN]
    return f"有“{'”“'.join(found)}”列" if len(found) >= LEAST_OWN else None


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies and opinions."""
    return read_survey(table, DIALECT, campaign, inquiry)


SHAPE = Shape("tencent", "腾讯问卷", 20, claim, read)
