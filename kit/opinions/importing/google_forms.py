"""Google Forms: the timestamp comes first; choices are joined by a comma and a space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.opinions.importing.reading.shape import Shape
from kit.opinions.importing.reading.survey import Dialect, read_survey

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign
    from kit.opinions.importing.reading.export import Part
    from kit.opinions.importing.reading.inquiry import Inquiry
    from kit.opinions.importing.reading.table import RawTable

STAMPS = ("timestamp", "时间戳记", "时间戳", "時間戳記")
DIALECT = Dialect(
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


def claim(table: RawTable) -> str | None:
    """Return why this is such an export: its first column is the timestamp."""
    filled = [(label, said) for label, said in zip(table.labels, table.plain_labels, strict=True) if said]
    if len(filled) > 1 and filled[0][1] in STAMPS:
        return f"第一列是“{filled[0][0]}”"
    return None


def read(table: RawTable, campaign: Campaign, inquiry: Inquiry) -> Part:
    """Return the tallies and opinions."""
    return read_survey(table, DIALECT, campaign, inquiry)


SHAPE = Shape("google_forms", "Google Forms", 23, claim, read)
