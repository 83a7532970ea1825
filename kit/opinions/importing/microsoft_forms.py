"""Microsoft Forms: ID, 开始时间, 完成时间, 电子邮件, 名称; choices end with a semicolon each."""

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


def claim(table: RawTable) -> str | None:
    """Return why this is such an export: start and completion stand side by side."""
    said = table.plain_labels
    for at in range(len(said) - 1):
        if said[at] in STARTS and said[at + 1] in ENDS:
            return f"有相连的“{table.labels[at]}”“{table.labels[at + 1]}”列"
    return None


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies and opinions."""
    return read_survey(table, DIALECT, campaign, inquiry)


SHAPE = Shape("microsoft_forms", "Microsoft Forms", 22, claim, read)
