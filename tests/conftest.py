"""Fixtures for every test: drawn sheets and a small campaign."""

from pathlib import Path

import pytest
from drawing import Draw, drawn_table
from hypothesis import HealthCheck, settings

from kit.model.campaign import Campaign
from kit.model.table import Sheets

# a law is no slower because the machine is busy
settings.register_profile("kit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kit")


@pytest.fixture
def draw() -> Draw:
    """Return a function that draws sheets, each under the id of its kind."""

    def drawing(**texts: str) -> Sheets:
        return Sheets(tuple(drawn_table(kind, text) for kind, text in texts.items()))

    return drawing


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """Return a small campaign: two items of four grades, voters A 40, B 30, C 30."""
    grades = ("好", "较好", "一般", "差")
    items = [
        {"id": "work", "question": "工作好不好", "grades": grades},
        {"id": "style", "question": "作风好不好", "grades": grades},
    ]
    groups = [
        {"id": "A", "name": "甲组", "weight": 40},
        {"id": "B", "name": "乙组", "weight": 30},
        {"id": "C", "name": "丙组", "weight": 30},
    ]
    return Campaign.model_validate(
        {
            "folder": tmp_path,
            "campaign": {"title": "试验活动", "year": 2009, "phase": 1},
            "office": {"name": "试验办公室", "body": "试验机关", "body_short": "机关"},
            "evaluation": {"name": "评议", "items": items, "points": (100, 80, 60, 40), "groups": groups},
            "poll": {"name": "满意度测评", "question": "总体", "grades": ("满意", "基本满意", "不满意")},
            "problems": [{"id": "growth", "name": "发展"}, {"id": "living", "name": "民生"}],
        }
    )
