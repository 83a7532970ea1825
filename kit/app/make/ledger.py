"""The ledger (底稿) on disk, and figures counted by another rule for comparison.

Where every marked figure of a document comes from.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, TypeAdapter

from kit.app.hashing import sha256_of
from kit.app.state import read_state, write_state
from kit.files.writing import write_json
from kit.model.evaluation import Denominator
from kit.model.fact import id_now
from kit.model.finding import CampaignError, ParameterError
from kit.template.marks import printed_marks, read_marks
from kit.template.trace import exact_value
from kit.topics.ledger import count_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kit.app.work import Work
    from kit.model.campaign import Campaign
    from kit.model.fact import Facts


FILE, STATE = "facts.json", "ledger"


def ledger_json(facts: Facts) -> list[dict[str, object]]:
    """Return the facts as JSON holds them, in the order they were computed."""
    return [fact.as_json() for fact in facts.values()]


def write_ledger(work: Work) -> Path:
    """Write all facts to out/facts.json, same sheets, same bytes; raises BlockedError, WriteError."""
    path = work.campaign.out / FILE
    write_json(path, ledger_json(work.facts))
    write_state(work.campaign.out, STATE, {"sha256": sha256_of(path)})
    return path


def is_as_written(path: Path) -> bool:
    """Return whether a ledger is, byte for byte, the one that the kit wrote last; true where nobody knows."""
    known = read_state(path.parent, STATE).get("sha256")
    return known is None or (path.is_file() and sha256_of(path) == known)


def read_ledger(path: Path) -> dict[str, dict[str, Any]]:
    """Return a written ledger's facts by id; nothing if there is no ledger or it is damaged."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        _LEDGER.validate_python(said)
    except (OSError, ValueError, RecursionError):
        return {}
    return {fact["id"]: fact for fact in said}


class _SourceShape(BaseModel):
    file: str
    sheet: str
    rows: list[int]


class _FactShape(BaseModel):
    """As much of a written fact as is shown of it; what else it may have is left alone."""

    id: str
    name: str
    text: str
    unit: str = ""
    basis: str = ""
    sources: list[_SourceShape] = []
    parents: list[str] = []


_LEDGER = TypeAdapter(list[_FactShape])


def counted_otherwise(work: Work, denominator: str) -> Facts:
    """Return the facts by another denominator (分母); raises ParameterError for an unknown one."""
    evaluation = work.campaign.evaluation
    if evaluation is None:
        raise CampaignError(
            "campaign.toml", "没有 [evaluation]，没有评议可算", "请照说明写上评议的项目和等次"
        )
    known = get_args(Denominator)
    if denominator not in known:
        raise ParameterError(
            "参数 denominator", f"没有“{denominator}”这种分母", f"可以写：{'、'.join(known)}"
        )
    if denominator == "known" and not evaluation.unknown:
        problem = "票上没有“不了解”这样的等次（campaign.toml 的 unknown），什么也不会去掉"
        raise ParameterError("参数 denominator", problem, "请写别的分母，如 answered")
    otherwise = evaluation.model_copy(update={"denominator": denominator})
    campaign: Campaign = work.campaign.model_copy(update={"evaluation": otherwise})
    return count_all(work.reading.sheets, campaign)


def ledger_of(document: Path) -> dict[str, dict[str, Any]]:
    """Return the ledger (底稿) nearest above a document; nothing if there is none."""
    place = ledger_place(document)
    return read_ledger(place) if place else {}


def ledger_place(document: Path) -> Path | None:
    """Return where the ledger lies that a document is traced by; None if there is none."""
    for folder in document.resolve().parents:
        for place in (folder / FILE, folder / "out" / FILE):
            if place.is_file():
                return place
    return None


def traced(document: Path, ledger: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the marked figures in their order: text, fact id, and what the ledger knows by that id.

    value: exact, where the ledger says what was printed; is_other: it says another figure now.
    Raises TemplateError if the file is no .docx.
    """
    found = []
    printed = {mark.bookmark: mark.text for mark in printed_marks(document)}
    for mark in read_marks(document):
        fact = ledger.get(id_now(mark.fact, ledger), {})
        known = {
            key: fact.get(key) for key in ("name", "unit", "basis", "stage", "cutoff", "sources", "parents")
        }
        now = {"ledger_text": fact.get("text"), "ledger_value": fact.get("value")}
        exact = exact_value(printed.get(mark.bookmark, mark.text), mark.value, fact)
        is_other = bool(fact) and (exact is None or exact != fact["value"])
        figure = {"text": mark.text, "fact": mark.fact, "value": exact, **known, **now}
        found.append({**figure, "is_other": is_other})
    return found


def trace_lines(document: Path, found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the same for the screen."""
    if not found:
        yield f"{document}：没有标了出处的数；这份文件不是 kit 写的，或标记已经被删掉"
        return
    for number, figure in enumerate(found, 1):
        yield f"{number}. “{figure['text']}”  {figure['name'] or '底稿里没有这个数'}  [{figure['fact']}]"
        if figure["basis"]:
            yield f"     口径：{figure['basis']}"
        for source in figure["sources"] or ():
            yield f"     出处：{_place(source)}"
        if figure["is_other"]:
            yield f"     注意：底稿现在是“{figure['ledger_text']}”"
    if other := sum(figure["is_other"] for figure in found):
        yield f"这份底稿和文稿不是同一次的：有 {other} 个数不一样，上面的口径和出处是现在的，不是印出时的"


def _place(source: Mapping[str, Any]) -> str:
    rows = list(source["rows"])
    if not rows:
        column = f"“{source['column']}”列" if source.get("column") else ""
        return f"{source['file']}「{source['sheet']}」{column}，一行也没有"
    shown = "、".join(map(str, rows[:_SHOWN])) + (f" 等 {len(rows)} 行" if len(rows) > _SHOWN else " 行")
    column = f"“{source['column']}”列" if source.get("column") else ""
    return f"{source['file']}「{source['sheet']}」{column}第 {shown}"


_SHOWN = 6  # rows named on the screen
