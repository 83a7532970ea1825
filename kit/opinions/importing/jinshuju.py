"""金数据: fields between 序号 and 提交人, 提交时间, 修改时间, 填写设备, IP; choices joined by , or 、."""

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
        "序号": "serial",
        "提交人": "person",
        "提交时间": "time",
        "修改时间": "",
        "更新时间": "",
        "填写设备": "",
        "操作系统": "",
        "浏览器": "",
        "填写地区": "",
        "ip": "ip",
        "ip地址": "ip",
        "微信昵称": "",
        "微信openid": "",
        "扩展属性": "",
        "数据来源": "",
    },
    guessed=(",", "、", "，"),
)
OWN = ("提交人", "修改时间", "更新时间", "填写设备")
NEEDED = "提交时间"
LEAST_OWN = 2


def claim(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings."""
    found = [label for label, said in zip(table.labels, table.plain_labels, strict=True) if said in OWN]
    if NEEDED not in table.plain_labels or len(found) < LEAST_OWN:
        return None
    return f"有“{NEEDED}”“{'”“'.join(found)}”列"


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies and opinions."""
    return read_survey(table, DIALECT, campaign, inquiry)


SHAPE = Shape("jinshuju", "金数据", 21, claim, read)
