"""A table of campaign.toml, checked by a model; every fault is said at once, in Chinese."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from kit.nouns.errors import CampaignError


class Section(BaseModel):
    """A table of campaign.toml: frozen, and a key nobody knows is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


Model = TypeVar("Model", bound=Section)


def checked(model: type[Model], said: dict[str, Any], where: str) -> Model:
    """Return the model of what was said; raises CampaignError naming every fault."""
    try:
        return model.model_validate(said)
    except ValidationError as error:
        faults = "；".join(_fault(model, fault) for fault in error.errors())
        raise CampaignError(where, faults, "请照说明改正；每一项的写法见文件里的注释") from None


_SAID = {
    "missing": "缺这一项",
    "string_type": "要写成文字（加引号）",
    "int_type": "要写成整数（不加引号）",
    "bool_type": "要写成 true 或 false",
    "tuple_type": "要写成方括号里的一列",
    "date_type": "要写成日期，如 2009-06-10（不加引号）",
}


def _fault(model: type[Section], fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails differs by version
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"]) or "整体"
    if fault["type"] == "extra_forbidden":
        return f"“{path}”没有这一项{_hint(model, str(fault['loc'][-1]))}"
    said = _SAID.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    return f"“{path}”{said}"


def _hint(model: type[Section], key: str) -> str:
    near = difflib.get_close_matches(key, model.model_fields, n=1)
    return f"，是不是“{near[0]}”" if near else ""
