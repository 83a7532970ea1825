"""What the tests of documents share."""

from collections.abc import Callable
from typing import Any

import pytest
from document_drawing import PHASES, ROOT, material_of, told

from kit.model.campaign import Campaign, read_campaign
from kit.model.draft import Material
from kit.opinions.deciding.remarks import with_remarks
from kit.sheets.inbox import read_inbox
from kit.topics.kinds import kinds_of

Tell = Callable[..., str]


@pytest.fixture(scope="session")
def demo() -> Material:
    """Return the material of data/demo."""
    campaign = read_campaign(ROOT / "data" / "demo")
    sheets, _ = with_remarks(read_inbox(campaign, kinds_of(campaign)).sheets, campaign)
    return material_of(sheets, campaign)


@pytest.fixture
def tell(draw: Any, campaign: Campaign) -> Tell:
    """Return a function that draws sheets and tells a kind's document; `said` is its [documents] section."""

    def telling(id_: str, said: dict[str, Any] | None = None, unit: int | None = None, **sheets: str) -> str:
        stated = campaign.model_copy(update={"documents": said or {}})
        material = material_of(draw(**{"phases": PHASES, **sheets}), stated)
        return told(id_, material, None if unit is None else material.units[unit])

    return telling
