"""The ledger (底稿) on disk, and figures counted by another rule for comparison."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from kit.figures import count_all
from kit.files.writing import write_json
from kit.nouns.campaign import Campaign, Denominator
from kit.nouns.errors import CampaignError, ParameterError

if TYPE_CHECKING:
    from pathlib import Path

    from kit.desk.work import Work
    from kit.nouns.fact import Facts

FILE = "facts.json"


def ledger_json(facts: Facts) -> list[dict[str, object]]:
    """Return the facts as JSON holds them, in the order they were computed."""
    return [fact.as_json() for fact in facts.values()]


def write_ledger(work: Work) -> Path:
    """Write all facts to out/facts.json, same sheets, same bytes; raises BlockedError, WriteError."""
    path = work.campaign.out / FILE
    write_json(path, ledger_json(work.facts))
    return path


def read_ledger(path: Path) -> dict[str, dict[str, Any]]:
    """Return a written ledger's facts by id; nothing if there is no ledger or it is damaged."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {fact["id"]: fact for fact in said}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


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
    otherwise = evaluation.model_copy(update={"denominator": denominator})
    campaign: Campaign = work.campaign.model_copy(update={"evaluation": otherwise})
    return count_all(work.reading.sheets, campaign)
