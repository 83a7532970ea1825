"""Clauses about how the activity was organised: groups, papers issued, meetings, press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.documents.composing.names import meetings, short_day, with_post
from kit.documents.composing.timely import of_sheet
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import joined

if TYPE_CHECKING:
    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact
    from kit.nouns.table import Row

OWN = "本单位"
LEVELS = {"中央": 0, "省级": 1, "市级": 2}
SHOWN_PAPERS = 2  # more titles than this would make the sentence unreadable when said aloud
CARRIERS = (
    ("press", "报纸"),
    ("broadcast", "广播电视"),
    ("web", "网站"),
    ("bulletin", "简报"),
    ("board", "版报"),
    ("intranet", "内网"),
)


@of_sheet("organisation")
def organisation(material: Material) -> Prose | None:
    """Return 成立了…，设立…N个工作组，抽调…人; None without the sheet or without a working group."""
    names, number = (material.facts.get(f"organisation.{key}") for key in ("group_list", "groups"))
    above = _bodies_above(material, names)
    if not above and not number:
        return None
    clauses: list[Prose] = []
    if above:
        clauses.append(prose("成立了", joined(above, "和")))
    if names and number:
        counted = (names, number, "个工作组") if number > 1 else (names,)
        clauses.append(prose("设立" if clauses else "成立了", counted))
    if lent := material.facts.get("organisation.lent"):
        clauses.append(prose("从各部门抽调工作人员", lent, "名"))
    return prose(joined(clauses, "，"))


def _bodies_above(material: Material, groups: Fact | None) -> list[str]:
    known = set(groups.value) if groups and isinstance(groups.value, tuple) else set()
    bodies = dict.fromkeys(str(row["机构"]) for row in material.sheets.rows("organisation"))
    return [name for name in bodies if name not in known]


@of_sheet("plans")
def papers(material: Material) -> Prose | None:
    """Return 印发了《…》《…》等文件N份, the plans (方案) first; None if nothing was issued."""
    number = material.facts.get("plans.issued")
    if not number:
        return None
    issued = [row for row in material.sheets.rows("plans") if row["状态"] == "已印发"]
    ordered = sorted(issued, key=lambda row: row["类型"] != "方案")
    shown = "".join(f"《{row['标题']}》" for row in ordered[:SHOWN_PAPERS])
    return prose("印发了", shown, ("等文件", number, "份") if number > SHOWN_PAPERS else "")


@of_sheet("meetings")
def mobilisation(material: Material) -> tuple[Prose | None, bool, Prose | None]:
    """Return 3月30日召开…大会，N人参加; whether it was the first of its kind; who chaired and spoke."""
    rows = meetings(material, "动员")
    if not rows:
        return None, False, None
    row = rows[0]
    return held(material, row), bool(row["是否首次"]), _heads(material, row)


def _heads(material: Material, row: Row) -> Prose | None:
    """Return who chaired and who spoke; one who did both is named once."""
    chair, speaker = (str(row[column] or "") for column in ("主持", "讲话人"))
    if chair and chair == speaker:
        return prose(with_post(material, chair), "主持会议并作动员讲话")
    parts = ((chair, "主持会议"), (speaker, "作动员讲话"))
    heads = [f"{with_post(material, name)}{verb}" for name, verb in parts if name]
    return prose(joined(heads, "，")) if heads else None


def held(material: Material, row: Row, *, year: bool = False) -> Prose:
    """Return 日期召开会议名称，N人参加, as far as the sheet says; year: where no date before tells it."""
    facts, id_ = material.facts, f"meetings.{row['会议ID']}"
    day, present = facts.get(f"{id_}.date"), facts.get(f"{id_}.attendance")
    day = day if year else short_day(day)
    name = facts.get(f"{id_}.name") or str(row["名称"])
    return prose(day or "", "召开", name, ("，", present, "人参加") if present else "")


@of_sheet("meetings")
def discussions(material: Material) -> Prose | None:
    """Return the discussion meetings (讨论会) in a sentence; None if there was none."""
    rows = meetings(material, "讨论")
    if not rows:
        return None
    if len(rows) == 1:
        return prose(held(material, rows[0]), "。")
    days = [short_day(material.facts.get(f"meetings.{row['会议ID']}.date")) for row in rows]
    known = [day for day in days if day]
    when = prose("先后于", joined(known), "召开") if len(known) == len(rows) else prose("先后召开")
    kinds = {str(row["类型"]) for row in rows}
    number = material.facts.by_name().get(f"{kinds.pop()}次数") if len(kinds) == 1 else None
    if number == len(rows):
        return prose(when, str(rows[0]["类型"]), number, "次。")
    return prose(when, joined([str(row["名称"]) for row in rows], "、"), "。")


def _media(material: Material) -> str:
    """Return the outside media, the highest level first, and then our own pages."""
    rows = list(material.sheets.rows("media_items"))
    levels = {str(row["媒体"]): str(row["媒体级别"] or "") for row in rows if row["媒体"]}
    outside = sorted(
        (name for name in levels if levels[name] != OWN),
        key=lambda name: LEVELS.get(levels[name], len(LEVELS)),
    )
    told = "、".join(outside).replace("》、《", "》《")
    own = "本单位园地" if OWN in levels.values() else ""
    return "和".join(part for part in (told, own) if part)


@of_sheet("media_items")
def press(material: Material, *, by_carrier: bool) -> Prose | None:
    """Return the press items in all; by_carrier: with every carrier's number, else the bulletin's only."""
    facts = material.facts
    items = facts.get("media.items")
    if not items:
        return None
    media = _media(material)
    where = ("在", media, "刊播") if media else "刊播"
    carriers = CARRIERS if by_carrier else (("bulletin", "简报"),)
    parts = [prose(word, fact, "篇次") for key, word in carriers if (fact := facts.get(f"media.{key}"))]
    among = prose("，其中", joined(parts)) if parts and items > 1 else ""
    return prose(where, "稿件", items, "篇次", among)
