"""Extreme material: nothing, one, sixty, the longest names, nought, too few ballots to be published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kit.documents.catalogue.specimens import Size, specimen_sheets
from kit.figures import count_all
from kit.figures.units import units_of
from kit.nouns.campaign import Campaign
from kit.nouns.draft import Material
from kit.nouns.table import Sheets, Table

if TYPE_CHECKING:
    from kit.nouns.draft import DocumentKind

MANY = 60
LONGEST = 60  # characters; the longest unit names that offices know of have fewer


@dataclass(frozen=True, eq=False)
class Extreme:
    """Material that few campaigns have, so that a template is tried before they do."""

    name: str  # as a person would call it: 六十行
    material: Material


def example_campaign() -> Campaign:
    """Return an invented campaign, for templates that are checked where there is none."""
    return Campaign.model_validate(
        {
            "campaign": {"title": "示例活动", "year": 2020, "phase": 1},
            "office": {"name": "示例市办公室", "body": "示例市机关", "body_short": "机关"},
            "evaluation": {
                "preset": "FOUR",
                "name": "评议",
                "items": [{"id": "one", "question": "示例项目一"}, {"id": "two", "question": "示例项目二"}],
            },
            "problems": [{"id": "one", "name": "示例类"}],
            "aspects": [{"name": "示例方面"}],
        }
    )


def extremes(campaign: Campaign) -> tuple[Extreme, ...]:
    """Return the extreme materials under a campaign's settings; its own sheets are not looked at.

    The first has everything, a little of it. What the campaign says in [documents] is cut to one, made many,
    or left out.
    """
    least = campaign.evaluation.minimum if campaign.evaluation else 1
    full = Size(ballots=least + 1)
    return (
        Extreme("各样都有", _material(campaign, full)),
        Extreme("都只有一条", _material(_said(campaign, 1), replace(full, rows=1))),
        Extreme("都有六十条", _material(_said(campaign, MANY), replace(full, rows=MANY))),
        Extreme("名称最长", _material(_renamed(campaign), replace(full, longest=LONGEST))),
        Extreme("数都是0", _material(_said(campaign, 0), replace(full, zero=True))),
        Extreme("票数太少", _material(campaign, replace(full, ballots=least - 1))),
    )


def least(kind: DocumentKind, campaign: Campaign) -> Extreme:
    """Return the least that a kind of document can be written from: of ballots there is none."""
    sheets = specimen_sheets(campaign, Size(rows=1, bare=True), kind.needs)
    tables = (_emptied(table) if table.kind == "ballots" else table for table in sheets.tables)
    return Extreme("只有必填的", _counted(_said(campaign, 0), Sheets(tuple(tables))))


def _material(campaign: Campaign, size: Size) -> Material:
    return _counted(campaign, specimen_sheets(campaign, size))


def _emptied(table: Table) -> Table:
    return replace(table, frame=table.frame.iloc[:0])


def _counted(campaign: Campaign, sheets: Sheets) -> Material:
    return Material(campaign, sheets, count_all(sheets, campaign), units_of(sheets))


def _said(campaign: Campaign, times: int) -> Campaign:
    """Return the campaign with every list of [documents] that long; nought: with no text at all."""
    documents = {} if times == 0 else _cut(campaign.documents, times)
    return campaign.model_copy(update={"documents": documents})


def _cut(said: Any, times: int) -> Any:  # noqa: ANN401 - whatever campaign.toml holds
    """Return what was said with its lists so long; lists inside those stay as they are."""
    if isinstance(said, dict):
        return {key: _cut(value, times) for key, value in said.items()}
    if isinstance(said, list) and said:
        return [said[number % len(said)] for number in range(times)]
    return said


def _renamed(campaign: Campaign) -> Campaign:
    """Return the campaign under names as long as they come."""
    office = campaign.office
    longest = {
        name: (said * LONGEST)[:LONGEST]
        for name in ("name", "body", "body_short", "recipients")
        if (said := getattr(office, name))
    }
    return campaign.model_copy(update={"office": office.model_copy(update=longest)})
