"""The names that a kind of document offers to its template, read off what its compose function gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from kit.documents.catalogue.meanings import meaning_of
from kit.nouns.fact import Fact
from kit.nouns.prose import Prose
from kit.words.dates import VagueDate, full_date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Type = Literal[
    "数", "日期", "文字", "连句", "条件", "一列文字", "一列连句", "一列各项", "一组", "没有见过内容"
]
Presence = Literal["总有", "可能为空", "有表才有"]
UNSEEN: Type = "没有见过内容"
OF_THE_ENGINE = frozenset({"署名缩进", "日期缩进"})  # asked by the engine for the sign-off, not by templates
SHOWN = 40  # characters of an example
STOPS = "。：，"  # at the end of a text: shown, so that nobody writes another behind it
TOLD = 4  # figures named as the basis of a sentence
_GENERAL = re.compile(r"[a-z_]+(?:\.[a-z_]+)*|own\.[^.]+\.[^.]+")


@dataclass(frozen=True)
class Name:
    """One name that a template may use."""

    path: str  # as a template reaches it: 各行[].单位 is what a loop over 各行 takes
    type: Type
    meaning: str
    basis: str = ""  # 口径: of a figure; of a sentence the figures in it
    example: str = ""
    presence: Presence = "总有"
    fact: str = ""  # id of the fact, where it is one
    is_bare_figure: bool = False  # under the fact's own name, not composed for this kind of document

    def as_json(self) -> dict[str, object]:
        """Return the fields under the names that `--json` prints."""
        return {
            "name": self.path,
            "type": self.type,
            "meaning": self.meaning,
            "basis": self.basis,
            "example": self.example,
            "presence": self.presence,
            "fact": self.fact or None,
        }


def catalogue(
    real: Iterable[Mapping[str, Any]], invented: Iterable[Mapping[str, Any]] = ()
) -> tuple[Name, ...]:
    """Return the names of one kind of document: those that are composed for it, then the bare figures.

    real, invented: what compose gave on a campaign's own material, whose examples are shown, and on invented
    material. A name that is nothing in one of them may be empty (可能为空); one that is not in all of them
    stands only where its sheet is (有表才有). Of invented figures only those count that any
    campaign may have.
    """
    own, drawn = list(real), list(invented)
    found: dict[str, Name] = {}
    for number, context in enumerate((*own, *drawn)):
        for name, value in context.items():
            if name not in OF_THE_ENGINE and (number < len(own) or _is_general(name, value)):
                for each in _names(name, value):
                    found[each.path] = _merged(found.get(each.path), each)
    everywhere = set.intersection(*(set(context) for context in (*own, *drawn)))
    named = [
        name if _top(name.path) in everywhere else replace(name, presence="有表才有")
        for name in found.values()
    ]
    tops = {top: number for number, top in enumerate(dict.fromkeys(_top(name.path) for name in named))}
    return tuple(sorted(named, key=lambda name: (name.is_bare_figure, tops[_top(name.path)])))


def _is_general(name: str, value: Any) -> bool:  # noqa: ANN401 - whatever a context holds
    """Return whether any campaign may have a name: the id of a bare figure names no meeting or unit."""
    return not _is_bare(name, value) or _GENERAL.fullmatch(value.id) is not None


def _is_bare(path: str, value: Any) -> bool:  # noqa: ANN401 - the same
    return isinstance(value, Fact) and value.name == path


def _top(path: str) -> str:
    return path.split(".", 1)[0].removesuffix("[]")


def _merged(known: Name | None, again: Name) -> Name:
    """Return what is known of a name after it was seen once more."""
    if known is None:
        return again
    better = again if known.type == UNSEEN or (not known.example and again.example) else known
    if "连句" in (known.type, again.type) and "文字" in (known.type, again.type):
        better = replace(better, type="连句")
    empty = "可能为空" in (known.presence, again.presence)
    return replace(better, presence="可能为空" if empty else "总有")


def _names(path: str, value: Any) -> Iterator[Name]:  # noqa: ANN401 - whatever a context holds
    kind = _type(value)
    yield Name(
        path,
        kind,
        _meaning(path, value, kind),
        _basis(value),
        _example(value),
        "总有" if value or isinstance(value, (bool, Fact)) or kind == "数" else "可能为空",
        value.id if isinstance(value, Fact) else "",
        _is_bare(path, value),
    )
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _names(f"{path}.{key}", each)
    elif kind == "一列各项":
        for item in value:
            for key, each in item.items():
                yield from _names(f"{path}[].{key}", each)


def _type(value: Any) -> Type:  # noqa: ANN401, PLR0911 - one type after the other
    said = value.value if isinstance(value, Fact) else value
    if isinstance(said, bool):
        return "条件"
    if isinstance(said, (int, Fraction)):
        return "数"
    if isinstance(said, (date, VagueDate)):
        return "日期"
    if isinstance(said, str):
        return "文字"
    if isinstance(said, Prose):
        return "连句"
    if isinstance(said, dict):
        return "一组"
    if isinstance(said, (list, tuple)) and said:
        return {"一组": "一列各项", "连句": "一列连句"}.get(_type(said[0]), "一列文字")  # type: ignore[return-value]
    return UNSEEN


def _meaning(path: str, value: Any, kind: Type) -> str:  # noqa: ANN401 - the same
    said = meaning_of(path)
    if said:
        return said
    if isinstance(value, Fact):
        return value.name if value.name != path else f"{path}（底稿里的数）" if kind == "数" else path
    return {
        "连句": "写好的一句，句中的数各有出处",
        "条件": "是非判断，只用在 {% if %} 里",
        "一组": "一组内容，用“.”取其中一项",
        "一列各项": "一列，用 {% for %} 逐项写",
        "一列连句": "一列写好的句子，用 {% for %} 逐句写",
        "一列文字": "一列，用 {% for %} 逐项写，或者 |顿号",
    }.get(kind, "")


def _basis(value: Any) -> str:  # noqa: ANN401 - the same
    if isinstance(value, Fact):
        return value.basis
    if not isinstance(value, Prose):
        return ""
    figures = list(dict.fromkeys(piece.name for piece in value.pieces if isinstance(piece, Fact)))
    more = f"等{len(figures)}个数" if len(figures) > TOLD else ""
    return f"用到：{'、'.join(figures[:TOLD])}{more}" if figures else ""


def _example(value: Any) -> str:  # noqa: ANN401 - the same
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Fact):
        said = value.text if value.text.endswith(value.unit) else f"{value.text}{value.unit}"
    elif isinstance(value, date):
        said = full_date_text(value)
    elif isinstance(value, (str, Prose, int, VagueDate)):
        said = str(value)
    elif isinstance(value, (list, tuple)) and value and not isinstance(value[0], dict):
        said = f"{len(value)}项，第一项：{value[0]}"
    else:
        said = f"{len(value)}项" if isinstance(value, (list, tuple)) and value else ""
    said = said.replace("\n", "")
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}……{said[-1] if said[-1] in STOPS else ''}"
