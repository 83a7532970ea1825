"""The table of key figures: what was counted, how much, on which basis.

Clauses about going to the people: topics, visits, forms, opinions, problems, what was put right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.model.prose import Prose, prose
from kit.text.saying import joined
from kit.topics.forms import forms
from kit.topics.opinions import opinions
from kit.topics.research import reports
from kit.topics.visits import visits
from kit.topics.windows import timely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.model.draft import Material
    from kit.model.fact import Fact


# figure, what it is called, what has to be known of it
_FIRST = (
    ("organisation.groups", "工作组", "不含领导小组及其办公室"),
    ("plans.issued", "印发文件", "正式印发的"),
    ("study.sessions", "学习安排", "各种形式合计"),
    ("study.attendance", "参加学习", "各次实到人数之和"),
    ("study.essays", "撰写心得体会", ""),
    ("study.essays_selected", "精选心得体会", "从提交的心得体会中选出"),
    ("books.count", "阅读书目", ""),
    ("media.items", "宣传报道", "各类媒体和园地合计"),
    ("bulletins.issues", "简报", ""),
    ("research.topics", "重点调研课题", ""),
    ("research.reports", "调研报告", "已定稿的"),
    ("visits.total", "走访对象", "同一对象只计一次"),
    ("visits.times", "走访", "按次数计"),
    ("activities.count", "主题活动", ""),
    ("forms.issued", "征求意见表发放", ""),
    ("forms.returned", "征求意见表收回", "含填写“无意见”的"),
    ("forms.return_rate", "征求意见表回收率", "收回份数除以发放份数"),
    ("web.valid", "网上留言", "不含广告、重复等无效的"),
    ("opinions.raw", "意见（原始）", "不含只填“无意见”的"),
    ("opinions.merged", "意见（归纳）", "由原始意见合并而成"),
)
_BY_CUTOFF = {  # families whose row stands only if nothing of the sheet is later: the kind of sheet
    "activities": "themed_activities",
    "web": "web_messages",
    "bulletins": "bulletins",
    "rectification": "rectification",
}
_LAST = (
    ("problems.total", "突出问题", ""),
    ("problems.solved", "边查边改解决问题", "截止日前完成并销号的"),
    ("rectification.total", "整改台账事项", ""),
    ("regulations.total", "制度废改立", "列入计划的"),
)


def key_figures(material: Material) -> list[dict[str, Any]]:
    """Return the rows of the table: 序号 项目 数量 单位 说明; figures that are not there have no row."""
    wanted = (*_FIRST, *_aspects(material), *_LAST)
    found = [(label, fact, note) for id_, label, note in wanted if (fact := _figure(material, id_, label))]
    return [
        {
            "序号": str(number),
            "项目": label,
            "数量": fact,
            "单位": "" if fact.unit == "%" else fact.unit,
            "说明": note,
        }
        for number, (label, fact, note) in enumerate(found, 1)
    ]


def _figure(material: Material, id_: str, label: str) -> Fact | None:
    fact, sheet = material.facts.get(id_), _BY_CUTOFF.get(id_.split(".", maxsplit=1)[0])
    return timely(material, sheet, f"主要数据表“{label}”一行", fact) if sheet else fact


def _aspects(material: Material) -> Iterator[tuple[str, str, str]]:
    names = material.facts.get("opinions.aspect_list")
    listed = names.value if names and isinstance(names.value, tuple) else ()
    for number, name in enumerate(listed, 1):
        yield f"opinions.aspect.{number}.merged", f"其中：{name}", ""


def statistics(material: Material) -> Prose | None:
    """Return the one statistical sentence, without its full stop; None if there is nothing to count."""
    clauses = [visits(material), forms(material), opinions(material), reports(material)]
    told = [clause for clause in clauses if clause]
    return prose(joined(told, "；")) if told else None
