"""What headings, titles and file names say plainly: channel, target, category."""

from __future__ import annotations

import re

CHANNELS = (
    ("民主生活会", r"民主生活会"),
    ("座谈会", r"座谈|恳谈|会议记录|会议纪要|会议纪录"),
    ("走访", r"走访|下访|调研记录"),
    ("留言板", r"留言"),
    ("意见箱", r"意见箱"),
    ("热线", r"热线|来电"),
    ("谈心", r"谈心"),
    ("上级转来", r"转来|转办|交办"),
    ("征求意见表", r"征求意见表|征求意见汇总|意见征求表|意见征集表|意见表"),
    ("网络", r"问卷|网上征求|网络征求"),
)
TARGETS = (
    ("班子成员", r"班子成员|个人意见|成员个人"),
    ("班子", r"领导班子|班子(?!成员)"),
    ("专委会", r"专委会|专门委员会|专委"),
    ("机关", r"机关"),
    ("全市工作", r"全市"),
    ("活动本身", r"活动本身|本次活动|这次活动"),
)
CATEGORY = re.compile(
    r"^(?:提出者类别|提出人类别|意见人类别|人员类别|身份类别|您的身份(?:是|类别)?|您属于|您是)$"
)


def channel_named(*said: str) -> tuple[str, str]:
    """Return the channel that the first of the texts names, and that text; both empty if none does.

    >>> channel_named("委员座谈会记录.docx")
    ('座谈会', '委员座谈会记录.docx')
    """
    for text in said:
        for channel, pattern in CHANNELS:
            if re.search(pattern, text):
                return channel, text
    return "", ""


def target_named(text: str) -> str:
    """Return whom a text is about, only if it names exactly one.

    >>> target_named("您对领导班子的意见"), target_named("对班子和机关的意见")
    ('班子', '')
    """
    found = [target for target, pattern in TARGETS if re.search(pattern, text)]
    return found[0] if len(found) == 1 else ""
