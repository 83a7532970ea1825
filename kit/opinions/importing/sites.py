"""腾讯问卷: 答题序号, 开始时间, 提交时间, 答题时长, IP省份; choices joined by | or a column each.

金数据: fields between 序号 and 提交人, 提交时间, 修改时间, 填写设备, IP; choices joined by , or 、.

Google Forms: the timestamp comes first; choices are joined by a comma and a space.

Microsoft Forms: ID, 开始时间, 完成时间, 电子邮件, 名称; choices end with a semicolon each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.survey import Dialect, read_survey

if TYPE_CHECKING:
    from kit.model.campaign import Campaign
    from kit.opinions.importing.reading.export import SheetReading
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable


TENCENT_DIALECT = Dialect(
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
TENCENT_OWN = ("答题序号", "答题时长", "ip省份", "ip城市", "开始答题时间", "结束答题时间")
TENCENT_LEAST_OWN = 2


def claim_tencent(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings."""
    found = [
        label for label, said in zip(table.labels, table.plain_labels, strict=True) if said in TENCENT_OWN
    ]
    return f"有“{'”“'.join(found)}”列" if len(found) >= TENCENT_LEAST_OWN else None


def read_tencent(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies and opinions."""
    return read_survey(table, TENCENT_DIALECT, campaign, inquiry)


TENCENT_SHAPE = Shape("tencent", "腾讯问卷", 20, claim_tencent, read_tencent)


JINSHUJU_DIALECT = Dialect(
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
JINSHUJU_OWN = ("提交人", "修改时间", "更新时间", "填写设备")
NEEDED = "提交时间"
JINSHUJU_LEAST_OWN = 2


def claim_jinshuju(table: RawTable) -> str | None:
    """Return why this is such an export: the site's own headings."""
    found = [
        label for label, said in zip(table.labels, table.plain_labels, strict=True) if said in JINSHUJU_OWN
    ]
    if NEEDED not in table.plain_labels or len(found) < JINSHUJU_LEAST_OWN:
        return None
    return f"有“{NEEDED}”“{'”“'.join(found)}”列"


def read_jinshuju(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies and opinions."""
    return read_survey(table, JINSHUJU_DIALECT, campaign, inquiry)


JINSHUJU_SHAPE = Shape("jinshuju", "金数据", 21, claim_jinshuju, read_jinshuju)


STAMPS = ("timestamp", "时间戳记", "时间戳", "時間戳記")
GOOGLE_FORMS_DIALECT = Dialect(
    {
        **dict.fromkeys(STAMPS, "time"),
        "emailaddress": "detail",
        "email": "detail",
        "电子邮件地址": "detail",
        "电子邮件": "detail",
        "用户名": "detail",
        "username": "detail",
        "得分": "",
        "score": "",
        "分数": "",
    },
    guessed=(", ", ";"),
)


def claim_google_forms(table: RawTable) -> str | None:
    """Return why this is such an export: its first column is the timestamp."""
    filled = [(label, said) for label, said in zip(table.labels, table.plain_labels, strict=True) if said]
    if len(filled) > 1 and filled[0][1] in STAMPS:
        return f"第一列是“{filled[0][0]}”"
    return None


def read_google_forms(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies and opinions."""
    return read_survey(table, GOOGLE_FORMS_DIALECT, campaign, inquiry)


GOOGLE_FORMS_SHAPE = Shape("google_forms", "Google Forms", 23, claim_google_forms, read_google_forms)


MICROSOFT_FORMS_DIALECT = Dialect(
    {
        "id": "serial",
        "开始时间": "start",
        "starttime": "start",
        "完成时间": "time",
        "completiontime": "time",
        "上次修改时间": "",
        "lastmodifiedtime": "",
        "电子邮件": "detail",
        "email": "detail",
        "名称": "person",
        "姓名": "person",
        "name": "person",
        "语言": "",
        "language": "",
    },
    guessed=(";", "；"),
)
STARTS, ENDS = {"开始时间", "starttime"}, {"完成时间", "completiontime"}


def claim_microsoft_forms(table: RawTable) -> str | None:
    """Return why this is such an export: start and completion stand side by side."""
    said = table.plain_labels
    for at in range(len(said) - 1):
        if said[at] in STARTS and said[at + 1] in ENDS:
            return f"有相连的“{table.labels[at]}”“{table.labels[at + 1]}”列"
    return None


def read_microsoft_forms(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> SheetReading:
    """Return the tallies and opinions."""
    return read_survey(table, MICROSOFT_FORMS_DIALECT, campaign, inquiry)


MICROSOFT_FORMS_SHAPE = Shape(
    "microsoft_forms", "Microsoft Forms", 22, claim_microsoft_forms, read_microsoft_forms
)


SHAPES = (
    TENCENT_SHAPE,
    JINSHUJU_SHAPE,
    GOOGLE_FORMS_SHAPE,
    MICROSOFT_FORMS_SHAPE,
)
