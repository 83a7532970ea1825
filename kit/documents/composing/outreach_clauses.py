"""Clauses about what was read, said on the web, done in themed activities and tried: S08 S16 S17 S27 S30."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kit.documents.composing.ordering import is_point, numbers
from kit.documents.composing.timely import of_sheet, timely
from kit.nouns.prose import Prose, prose
from kit.words.enumerating import bare

if TYPE_CHECKING:
    from kit.nouns.draft import Material
    from kit.nouns.fact import Fact

SHOWN = 3  # more names than this would make the sentence unreadable


@of_sheet("set_books")
def set_books(material: Material) -> Prose | None:
    """Return 把《…》《…》作为阅读书目，发放N册，读完N人次; None without books."""
    facts = material.facts
    titles, number = facts.get("books.list"), facts.get("books.count")
    if not titles or not number:
        return None
    named = (
        (replace(titles, text="".join(_items(titles))), "作为阅读书目")
        if number <= SHOWN
        else ("".join(_items(titles)[:SHOWN]), "等", number, "本书作为阅读书目")
    )
    return prose("把", named, *_counted(material, (("books.copies", "发放"), ("books.read", "读完"))))


@of_sheet("set_books")
def required_books(material: Material) -> str:
    """Return the titles that everybody has to read (必读), nothing without any."""
    rows = (row for row in material.sheets.rows("set_books") if row["必读选读"] == "必读")
    return "".join(f"《{str(row['书名']).strip('《》')}》" for row in rows)


def web_messages(material: Material, *, rate: bool = False) -> Prose | None:
    """Return 在网上收到有效留言N条，其中N条转入意见登记; None without a valid one by the cut-off date."""
    return timely(material, "web_messages", "“网上留言”一句", _web_messages(material, rate=rate))


def _web_messages(material: Material, *, rate: bool) -> Prose | None:
    facts = material.facts
    valid, adopted = facts.get("web.valid"), facts.get("web.adopted")
    if not valid:
        return None
    percent = facts.get("web.adoption_rate") if rate else None
    told = prose("通过网上留言收到有效意见", valid, "条")
    if not adopted:
        return told
    if adopted == valid.value:
        return prose(told, "，都转入了意见登记")
    return prose(told, "，其中转入意见登记", adopted, "条", ("，采用率", percent) if percent else ())


def themed_activities(material: Material) -> Prose | None:
    """Return 开展“…”“…”主题活动N次，参加N人次，帮助解决问题N个; None without any by the cut-off date."""
    return timely(material, "themed_activities", "“主题活动”一句", _themed_activities(material))


def _themed_activities(material: Material) -> Prose | None:
    facts = material.facts
    names, number = facts.get("activities.list"), facts.get("activities.count")
    if not names or not number:
        return None
    shown = _items(names)[:SHOWN]
    named = prose("".join(f"“{name}”" for name in shown), "等" if len(shown) < len(_items(names)) else "")
    told = ("开展", named, "主题活动", (number, "次") if number > 1 else "")
    more = (("activities.people", "参加"), ("activities.solved", "帮助解决问题"))
    return prose(*told, *_counted(material, more))


@of_sheet("innovations")
def innovations(material: Material) -> Prose | None:
    """Return 形成创新做法N项，其中N项已经成为制度; None without any."""
    facts = material.facts
    names, number, settled = (facts.get(f"innovations.{key}") for key in ("list", "count", "settled"))
    if not names or not number:
        return None
    if number == 1:
        return prose(f"探索形成了“{_items(names)[0]}”的做法", "，并已形成制度" if settled else "")
    rest = ("，其中", settled, "项已经形成制度") if settled and settled < number else ()
    return prose("探索形成创新做法", number, "项", *rest, "，都已形成制度" if settled == number.value else "")


@of_sheet("innovations")
def practices(material: Material) -> list[dict[str, Any]]:
    """Return the practices of the sheet as points (序 题 文), for offices that say none themselves."""
    rows = list(material.sheets.rows("innovations"))
    marks = numbers(len(rows), is_point)
    told = [(bare(str(row["名称"])), bare(str(row["内容"] or ""))) for row in rows]
    return [
        {"序": mark, "题": f"{title}。", "文": f"{text}。" if text else ""}
        for mark, (title, text) in zip(marks, told, strict=True)
    ]


def bulletins(material: Material) -> Prose | None:
    """Return 编发简报N期、印发N份; None without any by the cut-off date."""
    issues, copies = (material.facts.get(f"bulletins.{key}") for key in ("issues", "copies"))
    told = prose("编发简报", issues, "期", ("，印发", copies, "份") if copies else "") if issues else None
    return timely(material, "bulletins", "“简报”一句", told)


def _items(names: Fact) -> tuple[str, ...]:
    return names.value if isinstance(names.value, tuple) else ()


def _counted(material: Material, wanted: tuple[tuple[str, str], ...]) -> list[Prose]:
    found = [(word, fact) for id_, word in wanted if (fact := material.facts.get(id_))]
    return [prose("，", word, fact, fact.unit) for word, fact in found]
