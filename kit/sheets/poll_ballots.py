"""One row is one ballot (测评票) of the satisfaction poll; nothing in it tells who filled it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.table import Column, SheetKind
from kit.sheets.reading.scales import graded, verdict_columns

if TYPE_CHECKING:
    from kit.nouns.campaign import Campaign


def question_columns(campaign: Campaign) -> tuple[Column, ...]:
    """Return the poll's question with its grades, then the verdict on the whole ballot."""
    asked = (graded(campaign.poll.question, campaign.poll.grades),) if campaign.poll else ()
    return asked + verdict_columns()


KIND = SheetKind(
    id="poll_ballots",
    code="S22",
    name="测评票",
    row="一张测评票",
    aliases=("满意度测评票", "测评表", "满意度测评", "满意度测评表"),
    key="票号",
    day="",
    personal=(),
    columns=(
        Column(
            "票号",
            "key",
            required=True,
            aliases=("票序号", "票编号", "测评票号", "表号", "编号", "序号"),
            note="录票时编的号，与填票人无关",
        ),
    ),
    more_columns=question_columns,
    example={"票号": "示例1", "整票判定": "有效"},
)
