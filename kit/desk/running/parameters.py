"""A notebook's parameters, checked against the ones it declares; asks papermill what those are."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import papermill

from kit.nouns.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "文字"),
    "int": ((int,), "整数"),
    "float": ((int, float), "数"),
    "bool": ((bool,), "True 或 False"),
    "list": ((list, tuple), "一列，写在方括号里"),
    "dict": ((dict,), "名称和值，写在花括号里"),
}


def check_parameters(notebook: Path, parameters: Mapping[str, Any]) -> None:
    """Raise ParameterError, with every fault at once, unless the notebook can take these parameters."""
    declared = papermill.inspect_notebook(literal(notebook))
    faults = [
        fault
        for name, value in parameters.items()
        if (fault := _unknown(name, declared) if name not in declared else _ill_typed(declared[name], value))
    ]
    if faults:
        known = "、".join(
            f"{name}（{said['help'].strip() or said['inferred_type_name']}）"
            for name, said in declared.items()
        )
        raise ParameterError(f"笔记本 {notebook.name}", "；".join(faults), f"可用的参数：{known or '没有'}")


def literal(path: Path) -> str:
    """Return a path as papermill takes it: it would read braces as blanks to fill."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _unknown(name: str, declared: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, declared, n=1, cutoff=0.5)
    return f"没有“{name}”这个参数" + (f"，是不是“{near[0]}”" if near else "")


def _ill_typed(declared: Mapping[str, str], value: Any) -> str | None:  # noqa: ANN401 - that is the question
    wanted = declared["inferred_type_name"].split("[")[0]
    if wanted not in _TYPES:
        return None
    types, said = _TYPES[wanted]
    fits = isinstance(value, types) and (isinstance(value, bool) <= (bool in types))
    return None if fits else f"参数“{declared['name']}”要写成{said}，给的是 {value!r}"
