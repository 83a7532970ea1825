"""Single figures as clauses with a verb, where campaign.toml only names the figure: 收回征求意见表150份."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.prose import Prose, prose

if TYPE_CHECKING:
    from kit.nouns.fact import Fact

# what was done, and the measure word where it is not the figure's own
VERBS = {
    "organisation.groups": ("设立工作组", ""),
    "organisation.lent": ("抽调工作人员", "名"),
    "plans.issued": ("印发文件", ""),
    "meetings.count": ("召开会议", ""),
    "study.sessions": ("安排学习", ""),
    "study.attendance": ("参加学习", ""),
    "study.essays": ("撰写心得体会", ""),
    "study.essays_selected": ("精选心得体会", ""),
    "study.talks": ("撰写交流发言材料", ""),
    "study.expert_lectures": ("邀请专家作专题辅导", ""),
    "books.copies": ("发放书籍", ""),
    "books.read": ("读完书目", ""),
    "research.topics": ("确定调研课题", ""),
    "research.reports": ("形成调研报告", ""),
    "visits.total": ("走访基层单位和群众", "处"),
    "visits.times": ("累计走访", ""),
    "visits.opinions": ("走访中收集意见", ""),
    "visits.community": ("走访社区", ""),
    "visits.village": ("走访村屯", ""),
    "visits.enterprise": ("走访企业", ""),
    "forms.issued": ("发放征求意见表", ""),
    "forms.returned": ("收回征求意见表", ""),
    "web.received": ("收到网上留言", ""),
    "web.valid": ("收到有效的网上留言", ""),
    "opinions.raw": ("登记原始意见", ""),
    "opinions.merged": ("归纳出意见", ""),
    "opinions.aspects": ("把意见归纳为", "个方面"),
    "talks.times": ("开展谈心", ""),
    "activities.count": ("开展主题活动", ""),
    "activities.people": ("参加主题活动", ""),
    "activities.solved": ("帮助解决问题", ""),
    "innovations.count": ("形成创新做法", ""),
    "media.items": ("刊播稿件", ""),
    "bulletins.issues": ("编发简报", ""),
    "bulletins.copies": ("印发简报", ""),
    "problems.total": ("查找出突出问题", ""),
    "problems.solved": ("边查边改解决问题", ""),
    "rectification.total": ("列入整改台账", ""),
    "rectification.closed": ("整改销号", ""),
    "regulations.total": ("列入制度建设计划", ""),
}


def phrase(fact: Fact) -> Prose:
    """Return a figure as a clause: what was done and how much of it, else what it amounts to.

    >>> from kit.nouns.fact import Fact
    >>> str(phrase(Fact("forms.returned", "征求意见表收回份数", 150, "150", "份")))
    '收回征求意见表150份'
    >>> str(phrase(Fact("forms.return_rate", "征求意见表回收率", 38, "37.5%", "%")))
    '征求意见表回收率为37.5%'
    >>> str(phrase(Fact("units.count", "受评单位数", 12, "12", "个")))
    '受评单位共12个'
    """
    if fact.id in VERBS:
        done, measure = VERBS[fact.id]
        return prose(done, fact, measure or fact.unit)
    if not fact.unit or fact.unit == "%":
        return prose(fact.name, "为", fact)
    return prose(_without_unit(fact), "共", fact, fact.unit)


def _without_unit(fact: Fact) -> str:
    """Return a figure's name without the words that count: 受评单位数 is 受评单位, before 共12个."""
    for ending in ("总数", f"{fact.unit}数", fact.unit, "数"):
        if ending and fact.name.endswith(ending) and len(fact.name) > len(ending) + 1:
            return fact.name.removesuffix(ending)
    return fact.name
