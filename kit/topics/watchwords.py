"""Watchwords (提法, S34) and what they stand for: spelt out where a document first uses them.

The number in a watchword is the number of things it stands for (I17).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kit.model.fact import Fact, list_fact, own_word
from kit.model.finding import Finding
from kit.model.prose import Prose, prose
from kit.model.table import Column, SheetKind
from kit.text.numbers import from_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.model.campaign import Campaign
    from kit.model.draft import Material
    from kit.model.table import Sheets


KIND = SheetKind(
    id="watchwords",
    code="S34",
    name="提法库",
    row="一个提法",
    aliases=("提法", "提法清单"),
    key="",  # two offices' lists may hold the same one
    day="",  # 有效期 is when it ends
    personal=(),
    own_words=("提法", "展开", "出处"),
    columns=(
        Column("提法", required=True, aliases=("提法名称",), note="如：三个务必"),
        Column(
            "展开",
            "list",
            required=True,
            aliases=("展开内容", "内容", "具体内容"),
            note="各项用顿号或分号隔开",
        ),
        Column("项数", "count", aliases=("几项",), note="名称里的数"),
        Column("出处", aliases=("来源", "文件出处"), note="出自哪个文件或讲话"),
        Column("有效期", "date", aliases=("有效期至",), deadline=True, note="到哪天为止还能用"),
    ),
    example={"提法": "示例三条", "展开": "甲、乙、丙", "项数": "3", "出处": "示例文件"},
)


def count_watchwords(sheets: Sheets, campaign: Campaign) -> Iterator[Fact]:  # noqa: ARG001 - every family is called alike
    """Yield each watchword's expansion, so that a first mention can spell it out; of two alike the first."""
    said: set[str] = set()
    for row in sheets.rows("watchwords"):
        if row["提法"] is None or row["提法"] in said:
            continue
        said.add(row["提法"])
        sources = sheets.sources_of([row], "展开")
        id_, name = f"watchwords.{own_word(str(row['提法']))}", f"提法“{row['提法']}”"
        yield list_fact(id_, name, row["展开"] or (), sources=sources)


FACTS = (count_watchwords,)


RULE = "watchwords.items"
_NUMERAL = re.compile(r"^[“”]?([一二三四五六七八九十两]+)")
_CHARACTERS = re.compile(r"[一二三四五六七八九十两]+字")


def check_watchword_items(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:  # noqa: ARG001 - every check is called alike
    """Yield watchwords whose name, or 项数, states another number than the expansion has items.

    二十八字方针 counts characters, not items, and is left alone.
    """
    for row in sheets.rows("watchwords"):
        items = len(row["展开"] or ())
        stated = row["项数"] if row["项数"] is not None else _stated(str(row["提法"]))
        if stated is not None and stated != items:
            problem = f"“{row['提法']}”应有 {stated} 项，展开里写了 {items} 项"
            yield Finding(RULE, "warning", row.place("展开"), problem, "请核对提法的准确表述")


def _stated(name: str) -> int | None:
    found = _NUMERAL.match(name)
    return from_chinese(found[1]) if found and not _CHARACTERS.match(name) else None


RULES = (check_watchword_items,)


_EXPLAINED = ("（", "(", "：", ":", "，即", "即", "——")  # the writer spells it out
_CLOSING = "”’》"
_TITLES = ("题", "序")  # a heading stays short


@dataclass
class _Speller:
    """Walks through a document's texts in their order; each watchword is spelt out once."""

    left: dict[str, Fact] = field(default_factory=dict)

    def walk(self, value: Any) -> Any:  # noqa: ANN401 - whatever a context holds
        if isinstance(value, Prose):
            return prose(*(self._piece(piece) if isinstance(piece, str) else piece for piece in value.pieces))
        if isinstance(value, dict):
            return {key: inner if key in _TITLES else self.walk(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.walk(inner) for inner in value)
        return value

    def _piece(self, text: str) -> Prose:
        found = [(text.index(word), word) for word in self.left if word in text]
        if not found:
            return prose(text)
        start, word = min(found, key=lambda pair: (pair[0], -len(pair[1])))
        end = start + len(word)
        end += text[end : end + 1] in tuple(_CLOSING)
        fact = self.left.pop(word)
        spelt: tuple[str | Fact, ...] = () if text.startswith(_EXPLAINED, end) else ("（", fact, "）")
        return prose(text[:end], *spelt, self._piece(text[end:]))


def spelt_out(material: Material, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return a context, in the order of its document, with every watchword spelt out at first mention.

    Only composed texts are looked at; headings stay as they are.
    """
    facts = material.facts
    words = [str(row["提法"]) for row in material.sheets.rows("watchwords")]
    known = {word: facts.get(f"watchwords.{own_word(word)}") for word in words}
    speller = _Speller({word: fact for word, fact in known.items() if fact})
    return {key: value if key.endswith("标题") else speller.walk(value) for key, value in context.items()}
