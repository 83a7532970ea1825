"""The documents of the demo: long enough, every figure marked, and worded as the golden texts say."""

import os
import re

import pytest
from document_drawing import ROOT, filled, told

from kit.model.draft import Material, Unit
from kit.text.numbers import chinese_numeral

GOLDEN = ROOT / "tests" / "golden"
WRITE = "KIT_WRITE_GOLDEN"  # set it to write the golden texts anew, after reading the difference
DRAFTS = (
    "speech",
    "phase_summary",
    "analysis_report",
    "opinion_summary",
    "evaluation_circular",
    "bulletin",
    "rectification_plan",
    "life_meeting_report",
)


def prose_of(text: str) -> str:
    """Return the paragraphs of an outline without tables, imprint and style names."""
    not_prose = ("表格", "+ ", "- ", "表终", "抄送", "印发")
    lines = [line for line in text.splitlines() if not line.startswith(not_prose)]
    return "".join(line.split("| ", 1)[-1] for line in lines)


@pytest.mark.parametrize(
    ("id_", "least", "most"),
    [
        ("speech", 4500, 7500),
        ("phase_summary", 2500, 4000),
        ("analysis_report", 4000, 8000),
        ("evaluation_circular", 1500, 3000),
        ("bulletin", 300, 1000),
        ("rectification_plan", 3000, 5000),
        ("life_meeting_report", 2000, 3000),
    ],
)
def test_a_document_has_the_length_of_its_genre(demo: Material, id_: str, least: int, most: int) -> None:
    assert least <= len(prose_of(told(id_, demo))) <= most


@pytest.mark.parametrize("id_", DRAFTS)
def test_a_document_of_the_demo_reads_as_its_golden_text(demo: Material, id_: str) -> None:
    agree(f"{id_}.txt", told(id_, demo))


def units_told(demo: Material) -> list[Unit]:
    """Return a unit with a full result and the one whose result stays closed."""
    closed = [unit for unit in demo.units if f"evaluation.{unit.id}.suppressed" in demo.facts]
    return [demo.units[0], *closed]


def test_the_notices_read_as_their_golden_texts(demo: Material) -> None:
    agree(
        "evaluation_notice.txt", "\n".join(told("evaluation_notice", demo, unit) for unit in units_told(demo))
    )


def agree(name: str, text: str) -> None:
    """Check a text against a golden file; write the file when told to."""
    path = GOLDEN / name
    if os.environ.get(WRITE):
        path.write_text(text, encoding="utf-8")

    assert path.read_text(encoding="utf-8").strip() == text.strip()


def test_the_figures_that_everybody_asks_for_stand_in_the_speech_marked(demo: Material) -> None:
    marks = {mark.fact: mark.text for mark in filled("speech", demo).marks}
    expected = {
        "visits.community": "7",
        "visits.village": "9",
        "visits.enterprise": "14",
        "forms.issued": "400",
        "forms.returned": "150",
        "opinions.raw": "150",
        "opinions.merged": "49",
        "opinions.aspects": "3",
        "problems.development": "46",
        "problems.livelihood": "3",
        "problems.solved": "7",
        "research.reports": "5",
        "study.essays_selected": "14",
        "meetings.M04.opinions": "18",
        "meetings.M04.aspects": "10",
    }

    assert {id_: marks.get(id_) for id_ in expected} == expected


@pytest.mark.parametrize("id_", DRAFTS)
def test_no_figure_of_the_ledger_is_printed_with_another_value(demo: Material, id_: str) -> None:
    for mark in filled(id_, demo).marks:
        if mark.fact in demo.facts and isinstance(value := demo.facts[mark.fact].value, int):
            assert mark.text in {demo.facts[mark.fact].text, chinese_numeral(value)}


@pytest.mark.parametrize("id_", DRAFTS)
def test_every_number_before_a_measure_word_is_a_marked_figure(demo: Material, id_: str) -> None:
    done = filled(id_, demo)
    counted = re.findall(r"(\d+(?:\.\d+)?)(?:条|份|篇次|人次|家|篇|场)", prose_of(told(id_, demo)))

    assert set(counted) <= {mark.text for mark in done.marks}


def test_the_part_of_achievements_is_shorter_than_the_part_of_problems(demo: Material) -> None:
    parts = re.split(r"一级\| [一二三四五]、.*\n", told("analysis_report", demo))

    assert len(parts[1]) < len(parts[2])


def test_the_deployment_part_of_the_speech_carries_no_figure(demo: Material) -> None:
    deployment = told("speech", demo).split("一级| 二、")[1]

    assert not re.search(r"\d+[个次份条篇项]", deployment)
