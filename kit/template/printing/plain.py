"""A context made plain: what templates may hold, checked and copied once before a document is printed.

What a context lacks for a template: every missing name at once, each with the nearest known one.
"""

from __future__ import annotations

import traceback
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from numbers import Integral
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Undefined

from kit.model.fact import Fact
from kit.model.prose import Prose
from kit.template.faults import fault, missing
from kit.template.printing.ink import MOST_STEPS, EndlessLoopError
from kit.template.printing.sandbox import FACT_FIELDS
from kit.text.dates import VagueDate, day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.model.finding import Finding
    from kit.template.template import Template


_ATOMS = frozenset({str, Fact, Prose, int, bool, date, VagueDate, type(None)})


class NotPlainError(Exception):
    """A context holds a thing that no template may hold; `path` says where, `value` what."""

    def __init__(self, path: str, value: object) -> None:
        super().__init__(path)
        self.path, self.value = path, value


def materialise(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the context as dictionaries, lists, facts, prose and plain values.

    Frozen dataclasses become dictionaries of their fields. Raises NotPlainError.
    """
    return {name: value if type(value) in _ATOMS else _plain(value, name) for name, value in context.items()}


def _plain(value: Any, path: str) -> Any:  # noqa: ANN401 - the whole point is to look at anything
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is list or kind is tuple:
        return [each if type(each) in _ATOMS else _plain(each, f"{path}[]") for each in value]
    if kind is dict:
        return {
            key: each if type(each) in _ATOMS else _plain(each, f"{path}.{key}")
            for key, each in value.items()
        }
    return _unusual(value, path)


def _unusual(value: Any, path: str) -> Any:  # noqa: ANN401 - the same
    """Return a record as a dictionary, a kind of text or number as plain text or number."""
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, (Fact, Prose)):
        return {each.name: _plain(getattr(value, each.name), f"{path}.{each.name}") for each in fields(value)}
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, datetime):
        return day_of(value)
    raise NotPlainError(path, value)


def undefined_uses(template: Template, context: Mapping[str, Any]) -> list[Finding]:
    """Return a finding for every use of a name, or of an attribute, that the context lacks."""
    findings = []
    for use in template.uses:
        if use.path[0] in template.needs:
            known = _lacking(use.path, context)
            if known is not None:
                findings.append(missing(template.place(use.tag), use.path[-1], known))
    return findings


def _lacking(path: tuple[str, ...], context: Mapping[str, Any]) -> list[str] | None:
    """Return the names known where the last step of a path leads nowhere, or None if nothing lacks there."""
    for holder in _reached(path[:-1], context):
        names = _names(holder)
        if names is not None and path[-1] not in names:
            return names
    return None


def _reached(path: tuple[str, ...], holder: Any) -> Iterator[Any]:  # noqa: ANN401 - any value of a context
    """Yield everything that a path leads to; a list leads to each of its items."""
    if not path:
        yield holder
    elif path[0] == "[]":
        items = holder.value if isinstance(holder, Fact) else holder
        for item in items if isinstance(items, (list, tuple)) else ():
            yield from _reached(path[1:], item)
    elif isinstance(holder, dict) and path[0] in holder:
        yield from _reached(path[1:], holder[path[0]])


def _names(holder: object) -> list[str] | None:
    """Return the names that a value offers; None for a list, which a loop reads otherwise."""
    if isinstance(holder, dict):
        return [str(key) for key in holder]
    if isinstance(holder, Fact):
        return sorted(FACT_FIELDS)
    return [] if not isinstance(holder, (list, tuple)) else None


def value_fault(template: Template, tag: int, value: object) -> Finding:
    """Return the finding for a value that cannot be printed."""
    place = template.place(tag)
    if isinstance(value, Undefined):
        return missing(place, str(value._undefined_name), ())  # noqa: SLF001 - where Jinja keeps the name
    if value is None:
        return fault("value", place, "这一处没有内容可填", "请给它一个值，或者在模板里先用 {% if %} 问有没有")
    if isinstance(value, bool):
        return fault("value", place, "这是一个是非判断，不能直接印出来", "请用 {% if %} 写成两种说法")
    if isinstance(value, (list, tuple)):
        return fault(
            "value", place, "这是一列，不能直接印出来", "请用 {% for %} 逐项写，或者加上 |顿号、|一是"
        )
    return fault("value", place, "这是一组内容，不能直接印出来", "请写明要它的哪一项，如 {{ 项.名称 }}")


def render_fault(template: Template, error: Exception) -> Finding:
    """Return the finding for an error inside a template, at the tag that was being printed."""
    place = template.place(_tag_of(template, error))
    if isinstance(error, EndlessLoopError):
        problem = f"循环套循环，一份文稿要走 {MOST_STEPS // 10_000} 万遍以上，没有填"
        return fault("loop", place, problem, "请去掉里层的循环，或者只列外层那一项自己的内容")
    return fault(
        "value",
        place,
        f"这个标签用不到给它的内容上（{error}）",
        "请核对它问的、列的是什么：文字、数字还是一列",
    )


def _tag_of(template: Template, error: Exception) -> int:
    """Return the number of the tag whose code raised the error; each tag has a line of its own."""
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == "<template>"
    ]
    return template.jinja.get_corresponding_lineno(lines[-1]) - 1 if lines else 0
