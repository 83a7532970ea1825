"""A blank of campaign.toml, written from what its sections declare: every key, what it means, an example."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, get_origin
from unicodedata import east_asian_width

from kit.model.settings import WRITTEN_OUT, Section, keys_of, sections_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo

    Told = set[type[Section]]  # whose keys were explained already


COLUMN = 40  # where explanations begin, in cells; a Chinese character takes two
OFF = "# "  # before what is optional; whoever wants it takes these two signs away


def blank_section(path: str, field: FieldInfo, told: Told) -> Iterator[str]:
    """Yield a heading and the tables of a field of the whole file: [office], every [[problems]]."""
    yield f"# ---- {field.description} ----"
    if any(sections_in(field.annotation)):
        yield from _tables(path, field, "", told)
        return
    yield f"[{path}]"
    for key, value in example_of(field).items():
        yield _line(f"{OFF}{as_toml(key)} = {as_toml(value)}", "前面是问的，后面是答案")


def blank_table(path: str, model: type[Section], meaning: str, told: Told) -> Iterator[str]:
    """Yield the lines of a table, its own tables after its keys; meaning stands behind its heading.

    The heading is never commented out: a key that somebody turns on is then a key of this table.
    """
    yield _line(f"[{path}]", meaning)
    yield from _keys(model, {}, told)
    for key, field in _tables_of(model).items():
        yield ""
        yield from _tables(f"{path}.{key}", field, field.description or "", told)


def said_meaning(field: FieldInfo) -> str:
    """Return what a key means, and what holds where it is not written."""
    default = field.default
    is_silent = field.is_required() or default in (None, "", (), {}) or isinstance(default, Section)
    return f"{field.description}{'' if is_silent else f'；不写就是 {as_toml(default)}'}"


def example_of(field: FieldInfo) -> Any:  # noqa: ANN401 - whatever the key holds
    """Return the first example; of a choice between true and false the one that is not the default."""
    return field.examples[0] if field.examples else field.default is not True


def as_toml(value: object) -> str:
    """Return a value as TOML writes it, on one line.

    >>> as_toml([{"title": "抓学习", "words": ["学习"], "most": 4}])
    '[{ title = "抓学习", words = ["学习"], most = 4 }]'
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        pairs = (
            f"{key if key.isascii() and key.isidentifier() else as_toml(key)} = {as_toml(each)}"
            for key, each in value.items()
        )
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(as_toml(each) for each in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _tables(path: str, field: FieldInfo, meaning: str, told: Told) -> Iterator[str]:
    """Yield the lines of a field that is a table or a list of tables; the latter is what its example says."""
    model = next(sections_in(field.annotation))
    if get_origin(field.annotation) is not tuple:
        yield from blank_table(path, model, meaning, told)
        return
    off = "" if _is_written(field) else OFF
    for number, record in enumerate(example_of(field)):
        if number:
            yield ""
        yield _line(f"{off}[[{path}]]", "" if number else meaning)
        yield from _keys(model, record, told if not number else None, off)


def _keys(model: type[Section], record: Mapping[str, Any], told: Told | None, off: str = "") -> Iterator[str]:
    """Yield a line for every key that is no table itself.

    record: values that are written in any case; told is None: nothing but these, and without a word.
    """
    tables = _tables_of(model)
    for key in keys_of(model):
        field = model.model_fields[key]
        is_written = key in record or _is_written(field)
        if key in tables or (told is None and not is_written):
            continue
        line = f"{off if is_written else OFF}{key} = {as_toml(record.get(key, example_of(field)))}"
        yield _line(line, "" if told is None else said_meaning(field))
        if told is not None:
            yield from _records(field, told, " " * 4)


def _records(field: FieldInfo, told: Told, indent: str) -> Iterator[str]:
    """Yield what the keys of a list's records mean, unless that was told before."""
    for model in sections_in(field.annotation):
        if model in told:
            continue
        told.add(model)
        for key in keys_of(model):
            inner = model.model_fields[key]
            yield f"{OFF}{indent}{key:<10}{said_meaning(inner)}"
            yield from _records(inner, told, indent + " " * 4)


def _is_written(field: FieldInfo) -> bool:
    """Return whether a blank writes a field out: what is required, and what is marked so."""
    return field.is_required() or field.json_schema_extra == WRITTEN_OUT


def _tables_of(model: type[Section]) -> dict[str, FieldInfo]:
    """Return the fields that a blank writes as tables: sections that always are, lists that it writes out."""
    found = {}
    for key, field in model.model_fields.items():
        is_list = get_origin(field.annotation) is tuple and _is_written(field)
        if any(sections_in(field.annotation)) and (is_list or isinstance(field.default, Section)):
            found[key] = field
    return found


def _line(said: str, meaning: str) -> str:
    if not meaning:
        return said
    cells = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in said)
    return f"{said}{' ' * max(COLUMN - 1 - cells, 2)}# {meaning}"
