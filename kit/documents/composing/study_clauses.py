"""Clauses about study: forms, lectures and trips, papers written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.composing.timely import of_sheet
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from kit.nouns.draft import Material


@of_sheet("study_sessions")
def forms_of_study(material: Material) -> Prose | None:
    """Return 采取…等N种形式; None without the sheet."""
    forms, number = material.facts.get("study.forms"), material.facts.get("study.form_count")
    if not forms or not number:
        return None
    if number == 1:
        return prose("采取", forms, "的形式")
    return prose("采取", forms, number, "种形式")


@of_sheet("study_trips")
def lectures_and_trips(material: Material) -> Prose | None:
    """Return 邀请…作专题辅导N场，先后到…学习考察; None if there was neither."""
    facts = material.facts
    clauses: list[Prose] = []
    if lectures := facts.get("study.expert_lectures"):
        clauses.append(prose("邀请", joined(_experts(material)), "作专题辅导", lectures, "场"))
    if places := facts.get("study.trip_places"):
        clauses.append(prose("组织人员", "先后" if len(places) > 1 else "", "到", places, "学习考察"))
    return prose(joined(clauses, "，")) if clauses else None


def _experts(material: Material) -> list[str]:
    rows = (row for row in material.sheets.rows("study_trips") if row["类别"] == "请进来")
    return list(dict.fromkeys(str(row["专家/地点"]) for row in rows))


@of_sheet("essays")
def papers_written(material: Material) -> Prose | None:
    """Return 撰写心得体会N篇、交流发言材料N篇，精选N篇…交流; None without papers."""
    facts = material.facts
    kinds = (("study.essays", "心得体会"), ("study.talks", "交流发言材料"))
    written = [prose(word, fact, "篇") for id_, word in kinds if (fact := facts.get(id_))]
    if not written:
        return None
    selected = facts.get("study.essays_selected")
    if not selected:
        return prose("共撰写", joined(written))
    where = joined(_channels(material))
    shown = prose("，通过", where, "交流") if where else "进行交流"
    return prose("共撰写", joined(written), "，从中精选心得体会", selected, "篇", shown)


def _channels(material: Material) -> list[str]:
    rows = (row for row in material.sheets.rows("essays") if row["是否精选"])
    return list(dict.fromkeys(channel for row in rows for channel in row["发布渠道"] or ()))
