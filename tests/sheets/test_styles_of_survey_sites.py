"""Whichever site wrote the export, the answers that people gave come back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_drawing import STYLES, Asked, Kind, Style, drawn

from kit.model.campaign import Campaign
from kit.model.survey import Survey
from kit.sheets.claiming import Claiming
from kit.sheets.grid import Grid
from kit.sheets.surveying.answer_sheets import claim_answer_sheets
from kit.sheets.surveying.tallies import open_tally_of, tally_of
from kit.text.no_opinion import holds_no_opinion

if TYPE_CHECKING:
    from kit.model.survey import SurveyQuestion
    from kit.model.table import Table

OFFICE = {"name": "某办公室", "body": "某机关", "body_short": "机关"}
CAMPAIGN = Campaign.model_validate({"campaign": {"title": "试", "year": 2023}, "office": OFFICE})
KINDS: tuple[Kind, ...] = ("single", "multiple", "scale", "recommend", "ranking", "number", "matrix", "open")


def claimed(rows: list[list[Any]]) -> Table:
    found = claim_answer_sheets(Grid("问卷.xlsx", "Sheet1", rows), Claiming("0" * 64, CAMPAIGN))
    assert found is not None
    return found.table


def counted(table: Table, style: Style, asked: Asked) -> dict[str, Any]:
    """Return how often each answer to a question was counted, by its lines, and how many answered."""
    assert isinstance(table.survey, Survey)
    headings = [label.strip() for label, _ in style.columns(asked)]
    found = [each for each in table.survey.questions if set(each.columns) & set(headings)]
    return {
        "columns": [heading for each in found for heading in each.columns] == headings,
        "answered": {_answered(table, each) for each in found},
        "counts": {
            (each.sub or each.stem) if asked.kind == "matrix" else "": _counts(table, each) for each in found
        },
    }


def _texts(table: Table, question: SurveyQuestion) -> list[list[str]]:
    return [[str(cell or "") for cell in table.frame[heading]] for heading in question.columns]


def _counts(table: Table, question: SurveyQuestion) -> Counter[Any]:
    if question.kind == "open":
        return Counter({"意见": len(open_tally_of(_texts(table, question)[0]).opinions)})
    tally = tally_of(question, _texts(table, question))
    if tally.values:
        return Counter(int(value) for value in tally.values.values())
    return Counter({option: len(chosen) for option, chosen in tally.chosen.items() if chosen})


def _answered(table: Table, question: SurveyQuestion) -> int:
    if question.kind == "open":
        return len(table.frame) - len(open_tally_of(_texts(table, question)[0]).blank)
    return len(tally_of(question, _texts(table, question)).answered)


def true(asked: Asked) -> dict[str, Any]:
    """Return the same from the answers behind the sheet."""
    counts = asked.truth()
    if asked.kind == "open":
        counts = {"": Counter({"意见": sum(not holds_no_opinion(one) for one in asked.answers if one)})}
    return {"columns": True, "answered": {asked.answered()}, "counts": counts}


@given(
    style=st.sampled_from(STYLES),
    seed=st.integers(0, 9_999),
    people=st.integers(16, 40),
    blank=st.sampled_from([0, 0.1, 0.3]),
)
@settings(max_examples=40)
def test_law_the_answers_come_back_in_every_style(style: Style, seed: int, people: int, blank: float) -> None:
    asked = drawn(seed, people, KINDS, blank=blank)

    table = claimed(style.sheet(asked))

    assert {each.kind: counted(table, style, each) for each in asked} == {
        each.kind: true(each) for each in asked
    }


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_counts_and_blanks_add_up_to_the_answer_sheets_in_every_style(style: Style) -> None:
    asked = drawn(7, 30, KINDS, blank=0.2)

    table = claimed(style.sheet(asked))

    assert isinstance(table.survey, Survey)
    assert len(table.frame) == 30
    for question in table.survey.closed:
        tally = tally_of(question, _texts(table, question))
        assert len(tally.answered) + len(tally.blank) + len(tally.skipped) == 30
        if question.kind == "single":
            assert sum(map(len, tally.chosen.values())) == len(tally.answered)
