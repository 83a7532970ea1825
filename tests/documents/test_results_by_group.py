"""Results by group of voters (票种): printed where the campaign asks, for any template to use."""

from typing import Any

import pandas as pd
import pytest
from document_drawing import material_of, told

from kit.documents.evaluation_notice import compose
from kit.documents.style.names import common
from kit.model.campaign import Campaign
from kit.model.draft import Material
from kit.model.table import Sheets, Table

GROUPS = [{"id": "干部", "name": "机关干部"}, {"id": "群众", "name": "社区群众、代表"}]
TITLE = "各类参评人员的评议结果"


def material(cadres: int, **documents: Any) -> Material:
    """Return two units: the first has so many cadres and nine of the public, the other ten of each."""
    campaign = Campaign.model_validate(
        {
            "campaign": {"title": "试验", "year": 2009, "phase": 1},
            "office": {"name": "办公室", "body": "机关", "body_short": "机关"},
            "evaluation": {
                "preset": "SAT3",
                "name": "评议",
                "items": [{"id": "work", "question": "工作"}],
                "groups": GROUPS,
            },
            "documents": documents,
        }
    )
    voted = {"甲局": {"干部": cadres, "群众": 9}, "乙局": {"干部": 10, "群众": 10}}
    rows = [
        [unit, group, "满意" if number else "不满意"]
        for unit, groups in voted.items()
        for group, size in groups.items()
        for number in range(size)
    ]
    frame = pd.DataFrame(
        rows, columns=["被评单位", "票种", "工作"], dtype=object, index=range(2, len(rows) + 2)
    )
    names = [["U1", "甲局", "甲局", "局", 1], ["U2", "乙局", "乙局", "局", 2]]
    units = pd.DataFrame(
        names, columns=["单位ID", "全称", "简称", "类别", "排序"], dtype=object, index=[2, 3]
    )
    tables = (_table("units", units), _table("ballots", frame))
    return material_of(Sheets(tables), campaign)


def _table(kind: str, frame: pd.DataFrame) -> Table:
    return Table(kind, f"{kind}.xlsx", "表", "0" * 64, frame)


@pytest.mark.parametrize("kind", ["evaluation_circular", "evaluation_notice"])
def test_the_table_by_group_is_printed_only_where_the_campaign_asks(kind: str) -> None:
    plain, asked = material(8), material(8, **{kind: {"by_group": True}})

    assert TITLE not in told(kind, plain, plain.units[0])
    assert TITLE in told(kind, asked, asked.units[0])


def test_a_notice_says_of_a_small_group_that_it_is_not_shown_and_why() -> None:
    few = material(2, evaluation_notice={"by_group": True})

    first, second = (told("evaluation_notice", few, unit) for unit in few.units)

    assert TITLE not in first  # of two groups both are hidden
    assert TITLE in second


def test_the_circular_names_the_units_whose_small_groups_are_not_added_up() -> None:
    few = material(2, evaluation_circular={"by_group": True})

    text = told("evaluation_circular", few)

    assert "不含有的票种人数太少的单位：甲局" in text


def test_every_template_may_use_the_bodys_figures_by_group_under_their_names() -> None:
    names = common(material(8))

    assert names["全部单位机关干部收回票数"] == 18
    assert names["全部单位社区群众_代表_工作_选_满意_票数"].id == "evaluation.all.by.群众.work.g1.count"
    assert names["全部单位机关干部应参评人数"] is None  # no roster came


def test_a_notice_may_use_its_own_units_figures_by_group_and_no_others() -> None:
    few = material(8)

    names = compose(few, few.units[0]).context

    assert names["本单位机关干部收回票数"] == 8
    assert not [name for name in names if name.startswith("全部单位")]
