"""What only people decide: a visible blank stands where it has to be filled in, and where that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.text.dates import full_date_text

if TYPE_CHECKING:
    from datetime import date


def to_fill(what: str) -> str:
    """Return the blank for something that the kit never invents.

    >>> to_fill("成文日期")
    '【待补：成文日期】'
    """
    return f"【待补：{what}】"


def said_or_blank(said: str, what: str) -> str:
    """Return what campaign.toml says, or the blank.

    >>> said_or_blank("", "结束语"), said_or_blank("谢谢大家！", "结束语")
    ('【待补：结束语】', '谢谢大家！')
    """
    return said or to_fill(what)


def day_or_blank(day: date | None, what: str) -> str:
    """Return the day in full, or the blank."""
    return full_date_text(day) if day else to_fill(what)


KEYS = {
    "成文日期": "date",
    "发文字号": "number",
    "印发日期": "print_date",
    "修改完善时限": "modify_by",
    "反馈时限": "reply_by",
    "期号": "number",
    "印数": "copies",
    "发送范围": "issue_to",
    "稿次": "version",
    "整理人": "compiler",
    "审核人": "reviewer",
    "讲话标题": "title",
    "讲话日期": "date",
    "讲话人姓名": "speaker",
    "讲话人职务": "speaker_post",
    "结束语（号召）": "closing",
    "下一步的任务、要求和步骤": "tasks",
    "会议开展情况": "proceedings",
    "指导思想": "guiding",
    "存在的问题和不足": "shortcomings",
    "努力方向、工作思路和整改举措": "direction",
}  # of [documents.<kind>], by what is to be filled in
OTHER_KEYS = {("bulletin", "印发日期"): "date"}  # where one kind has it under another key
ELSEWHERE = {
    "主送机关": "campaign.toml [office] recipients",
    "主送单位": "“单位目录”表的“主送名”列",
    "会议日期": "“会议台账”表的“日期”列",
    "活动名称": "campaign.toml [[phases]] activity，或“活动参数”表",
    "责任": "“整改台账”表的“责任领导”“牵头单位”列",
    **{
        column: f"“整改台账”表的“{column}”列"
        for column in ("问题表述", "整改类型", "整改措施", "责任领导", "牵头单位", "完成时限", "状态")
    },
}


def settings_key_of(kind: str, what: str) -> str:
    """Return the key of [documents.<kind>] that fills a place; nothing if no key does."""
    return OTHER_KEYS.get((kind, what)) or KEYS.get(what, "")
