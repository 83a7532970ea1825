"""The second and third part of the speech: what is to be done next, and what makes sure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.documents.composing.blanks import to_fill
from kit.documents.composing.names import next_but_one
from kit.documents.composing.ordering import (
    heading,
    how_many,
    is_point,
    must_point,
    numbers,
    ordered,
    ordinal,
    point,
)
from kit.documents.composing.outreach_clauses import required_books
from kit.documents.composing.saying import enumerated, points, sentence, sentences
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.documents.composing.sections import Part, Shared
    from kit.documents.composing.speech_section import Speech
    from kit.nouns.draft import Material


def plan(material: Material, own: Speech, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the passages on the next phase: its place, tasks, requirements, features and steps."""
    beyond = next_but_one(material)
    tasks = points(own.tasks, names, is_point)
    steps = _steps(own, names)
    told = {
        "部署标题": own.plan_heading,
        "下一阶段最后": beyond is None,
        "再下一阶段": beyond,
        "部署开头": sentences(own.plan_opening, names),
        "任务": {"数": len(tasks), "数字": how_many(len(tasks)), "文": _run_on(tasks)} if tasks else None,
        "要求": points(own.requirements, names, must_point),
        "特点": points(own.features, names, ordinal),
        "步骤": steps,
        "步骤数": how_many(len(steps)) if len(steps) > 1 else None,
    }
    present = {"要求": told["要求"], "特色": told["特点"], "步骤": steps}
    empty = not tasks and not any(present.values())
    return {
        **told,
        "部署": ordered(present, heading),
        "待补部署": to_fill("下一步的任务、要求和步骤") if empty else None,
    }


def _run_on(told: list[dict[str, Any]]) -> Prose:
    return prose(*(part for each in told for part in (each["序"], each["题"], each["文"])))


def _steps(own: Speech, names: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "序": mark,
            "题": f"{bare(step.title)}。",
            "文": sentence(step.text, names) or "",
            "段落": [told for part in step.parts if (told := _part(part, names))],
        }
        for mark, step in zip(numbers(len(own.steps), point), own.steps, strict=True)
    ]


def _part(part: Part, names: Mapping[str, Any]) -> Prose:
    lead = f"{part.when}，" if part.when else ""
    return prose(lead, sentence(part.text, names) or "", enumerated(part.demands, names, "要"))


def guarantee(material: Material, own: Speech, shared: Shared, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the passages on leadership, study, solving problems, and the call."""
    extra = points(own.guarantees, names, heading, run_in=False)
    present = dict.fromkeys(["领导", "学习", "问题", *(str(at) for at in range(len(extra)))], True)
    marks: dict[str, Any] = dict(ordered(present, heading))
    numbered = [{**each, **marks.pop(str(at))} for at, each in enumerate(extra)]
    return {
        "保障标题": own.guarantee_heading,
        "保障开头": sentences(own.guarantee_opening, names),
        "保障": {**marks, "补充": numbered},
        "书目": "".join(f"《{book}》" for book in shared.books) or required_books(material),
        "有问题清单": bool(material.facts.get("problems.total")),
        "结束语": sentence(own.closing, names) or to_fill("结束语（号召）"),
    }
