"""A table of campaign.toml, checked by a model; every fault is said at once, in Chinese."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.nouns.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic.config import JsonDict

WRITTEN_OUT: JsonDict = {
    "written_out": True
}  # json_schema_extra of what a blank writes though it is optional
MOST_LISTED = 12  # keys that a message names; a speech has 28


class Section(BaseModel):
    """A table of campaign.toml: frozen, and a key nobody knows is refused.

    Every key says with Field(description=…, examples=…) what a clerk needs to know of it; the blank
    campaign.toml is written from that. A field with exclude=True is no key.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


Model = TypeVar("Model", bound=Section)


def checked(model: type[Model], said: dict[str, Any], where: str) -> Model:
    """Return the model of what was said; raises CampaignError naming every fault."""
    try:
        return model.model_validate(said)
    except ValidationError as error:
        faults = "；".join(_faults(model, error.errors()))
        raise CampaignError(where, faults, "请照说明改正；每一项的写法见文件里的注释") from None


def keys_of(model: type[Section]) -> tuple[str, ...]:
    """Return the keys that may be written, in the order in which they are declared."""
    return tuple(key for key, field in model.model_fields.items() if not field.exclude)


def keys_listed(keys: Sequence[str]) -> str:
    """Return which keys may be written, as a message says it: the first dozen, and how many there are.

    >>> keys_listed(("file", "sheet", "kind"))
    '可以写的有：file、sheet、kind'
    """
    more = f"等 {len(keys)} 项" if len(keys) > MOST_LISTED else ""
    return f"可以写的有：{'、'.join(keys[:MOST_LISTED])}{more}"


def sections_in(annotation: object) -> Iterator[type[Section]]:
    """Yield the models that a field holds, directly or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation
    for part in get_args(annotation):
        yield from sections_in(part)


_SAID = {
    "missing": "缺这一项",
    "string_type": "要写成文字（加引号）",
    "int_type": "要写成整数（不加引号）",
    "bool_type": "要写成 true 或 false",
    "tuple_type": "要写成方括号里的一列",
    "date_type": "要写成日期，如 2009-06-10（不加引号）",
    "float_type": "要写成数（不加引号）",
    "float_parsing": "要写成数（不加引号）",
    "string_too_short": "不能空着",
    "too_short": "至少要写 {min_length} 项",
    "literal_error": "只能写 {expected}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than_equal": "不能大于 {le}",
    "greater_than": "要大于 {gt}",
    "less_than": "要小于 {lt}",
    "dict_type": "要写成一段（方括号起头），不是一个值",
    "model_type": "要写成一段（方括号起头），不是一个值",
}
_IN_A_LIST = "要写成 {{ {keys} }} 这样，不是一个值"
_LATIN = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")


def _faults(model: type[Section], faults: Iterable[Any]) -> Iterator[str]:
    """Yield every fault in Chinese; which keys may be written is said once for each table."""
    told: set[tuple[object, ...]] = set()
    for fault in faults:
        *path, key = fault["loc"] or ("整体",)
        where = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in (*path, key))
        if fault["type"] != "extra_forbidden":
            yield f"“{where}”{_said(model, fault)}"
            continue
        table = tuple(part for part in path if not isinstance(part, int))
        inner = None if table in told else _within(model, path)
        told.add(table)
        listed = f"（{keys_listed(keys_of(inner))}）" if inner else ""
        yield f"“{where}”没有这一项{_hint(_within(model, path), str(key))}{listed}"


def _said(model: type[Section], fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails differs by version
    """Return a fault in Chinese; what the library says in English only is never shown."""
    if fault["type"] == "model_type" and isinstance(fault["loc"][-1], int):
        inner = _within(model, fault["loc"])
        return _IN_A_LIST.format(keys=", ".join(f"{key} = …" for key in keys_of(inner)) if inner else "…")
    if fault["type"] in _SAID:
        limits = {key: _plain(value) for key, value in fault.get("ctx", {}).items()}
        return _SAID[fault["type"]].format(**limits)
    said = str(fault["msg"]).removeprefix("Value error, ")
    return "的写法不对" if _LATIN.search(said) else said


def _plain(value: Any) -> str:  # noqa: ANN401 - a limit of any type
    """Return a limit as a person writes it: 10 and not 10.0, 'A' 或 'B' and not 'A' or 'B'."""
    said = f"{value:g}" if isinstance(value, float) else str(value)
    return said.replace(", ", "、").replace(" or ", " 或 ").replace("'", '"')


def _within(model: type[Section], path: Sequence[object]) -> type[Section] | None:
    """Return the model of the table that a key stands in; None where it cannot be told."""
    for part in path:
        if isinstance(part, int):
            continue  # one of a list of tables: its model was found with the list
        field = model.model_fields.get(str(part))
        inner = next(sections_in(field.annotation), None) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _hint(model: type[Section] | None, key: str) -> str:
    """Return which key was meant: the nearest one, or the one that a Chinese word explains (标题: title)."""
    if model is None:
        return ""
    keys = keys_of(model)
    explained = (name for name in keys if (model.model_fields[name].description or "").startswith(key))
    near = difflib.get_close_matches(key, keys, n=1) or [*explained]
    return f"，是不是“{near[0]}”" if near else ""
