"""The first part of the speech: what was done, and to what effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.documents.composing import (
    activity_clauses,
    opinion_clauses,
    outreach_clauses,
    scrutiny_clauses,
    study_clauses,
)
from kit.documents.composing.names import short_day
from kit.documents.composing.ordering import heading, how_many, is_point, ordered
from kit.documents.composing.rectified import put_right
from kit.documents.composing.saying import enumerated, points, said, sentence, sentences
from kit.documents.composing.timely import timely
from kit.nouns.prose import prose
from kit.words.enumerating import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.documents.composing.sections import Shared
    from kit.documents.composing.speech_section import Speech
    from kit.nouns.draft import Material


_ASKING = ("课题", "走访补充", "网上留言", "主题活动", "统计", "问题情况")


def review(material: Material, own: Speech, shared: Shared, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the passages of the review; None or nothing where the sheets or campaign.toml are silent."""
    mobilised, first, _ = activity_clauses.mobilisation(material)
    passages: dict[str, Any] = {
        "总结标题": own.review_heading,
        "启动日期": short_day(material.facts.get("phase.start")),
        "形势": prose(told, "，") if (told := said(bare(own.situation), names)) else "",
        "筹备": sentences(shared.preparation, names),
        "组织机构": activity_clauses.organisation(material),
        "文件": activity_clauses.papers(material),
        "动员会": mobilised,
        "动员会首次": first,
        **_study(material, own, shared, names),
        "课题": opinion_clauses.topics(material),
        "课题都有领题": opinion_clauses.all_led(material),
        "走访补充": points(shared.outreach, names, is_point),
        "网上留言": outreach_clauses.web_messages(material),
        "主题活动": outreach_clauses.themed_activities(material),
        "走访": opinion_clauses.visits(material),
        "统计": opinion_clauses.statistics(material),
        "问题情况": opinion_clauses.problems(material),
        "讨论会": activity_clauses.discussions(material) or "",
        "讨论补充": sentences(shared.discussion, names),
        "谈心": timely(material, "talks", "“谈心”一句", scrutiny_clauses.talks(material)),
        "共识": _consensus(shared, names),
        "特色": points(shared.practices, names, is_point) or outreach_clauses.practices(material),
        "创新": outreach_clauses.innovations(material) if shared.practices else None,
        "立行立改": put_right(material),
        "成绩来之不易": own.thanks,
        "不足": enumerated(own.shortcomings, names),
    }
    return {**passages, **_sections(passages)}


def _sections(told: Mapping[str, Any]) -> dict[str, Any]:
    present = {
        "组织": told["筹备"] or told["组织机构"] or told["文件"] or told["动员会"],
        "学习": any(told["学"].values()),
        "调研": any(told[key] for key in _ASKING),
        "讨论": told["讨论会"] or told["讨论补充"] or told["谈心"] or told["共识"],
        "特色": told["特色"],
        "整改": told["立行立改"],
    }
    sections = ordered(present, heading)
    number = sum(1 for mark in sections.values() if mark)
    return {"节": sections, "做法数": how_many(number) if number > 1 else None}


def _study(material: Material, own: Speech, shared: Shared, names: Mapping[str, Any]) -> dict[str, Any]:
    told = {
        "学习书目": outreach_clauses.set_books(material),
        "学习形式": study_clauses.forms_of_study(material),
        "学习要求": sentence(shared.study_demand, names) or "",
        "学习成果": study_clauses.papers_written(material),
        "考察培训": study_clauses.lectures_and_trips(material),
        "宣传报道": activity_clauses.press(material, by_carrier=False),
    }
    extra = points(own.study_points, names, is_point)
    present = {
        "安排": material.facts.get("study.sessions"),
        "书": told["学习书目"],
        "形式": told["学习形式"],
        "成果": told["学习成果"],
        "交流": told["考察培训"],
        "宣传": told["宣传报道"],
    } | {str(at): True for at in range(len(extra))}
    marks: dict[str, Any] = dict(ordered(present, is_point))
    numbered = [{**each, **marks.pop(str(at))} for at, each in enumerate(extra)]
    return {
        **told,
        "学": {**marks, "补充": numbered},
        "学习收获": sentences(own.study_gains, names),
    }


def _consensus(shared: Shared, names: Mapping[str, Any]) -> dict[str, Any] | None:
    told = enumerated(shared.consensus, names)
    return {"数": len(shared.consensus), "文": told} if told else None
