"""Campaigns that clerks of other offices would send: their inboxes as they came, and few settings."""

import json
import shutil
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "strangers"
STRANGERS = {
    "health_bureau": (2023, "理论学习 调查研究 推动发展 检视整改 建章立制", "好 较好 一般 差"),
    "water_group": (2025, "政治素质 经营业绩 团结协作 作风形象 廉洁从业", "优秀 良好 一般 较差"),
}
SETTINGS = """
[campaign]
title = "试验"
year = {year}
{phase}
[office]
name = "试验办公室"
body = "试验机关"
body_short = "机关"

[evaluation]
name = "群众评议"
points = [100, 80, 60, 40]
denominator = "valid"
"""
ITEM = """
[[evaluation.items]]
id = "item{number}"
question = "{question}"
grades = {grades}
"""

PHASE = """\
phase = 1
register_date = 2023-12-31
"""
PHASES = """
[[phases]]
start = 2023-09-08
end = 2024-01-12
cutoff = 2024-01-12
superior = "县委"
guide_group = "县委主题教育第三巡回指导组"
"""
HAVE_PHASES = {
    "health_bureau"
}  # how long the activity lasted and who ordered it; a yearly appraisal has none


def settings_of(name: str) -> str:
    """Return a campaign.toml that says office, items, grades, points and phase only."""
    year, questions, grades = STRANGERS[name]
    scale = json.dumps(grades.split(), ensure_ascii=False)
    items = [
        ITEM.format(number=number, question=question, grades=scale)
        for number, question in enumerate(questions.split(), 1)
    ]
    phase, phases = (PHASE, PHASES) if name in HAVE_PHASES else ("", "")
    return SETTINGS.format(year=year, phase=phase) + "".join(items) + phases


def stranger(name: str, folder: Path) -> Path:
    """Return a campaign with that inbox and those settings."""
    shutil.copytree(DATA / name, folder / "inbox")
    (folder / "campaign.toml").write_text(settings_of(name), encoding="utf-8")
    return folder


def expected_units(name: str) -> dict[str, Any]:
    """Return what was counted from the records behind the files, by unit."""
    units: dict[str, Any] = json.loads((DATA / f"{name}.expected.json").read_text(encoding="utf-8"))["units"]
    return units
