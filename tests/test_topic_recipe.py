"""Each recipe for adding something to the kit is followed in a copy, and the files it touches are counted."""

from pathlib import Path

import pytest
from recipes import House, copied_house

from kit.sheets.opening import read_workbook

VOLUNTEERING = '''
    """Voluntary service (志愿服务): what was done, by how many people, for how long."""

    from __future__ import annotations

    from typing import TYPE_CHECKING

    from kit.model.counting import Rows, Sums, over
    from kit.model.finding import Finding
    from kit.model.prose import Prose, prose
    from kit.model.table import Column, SheetKind
    from kit.topics.passage import KeyFigure, passage

    if TYPE_CHECKING:
        from collections.abc import Iterator

        from kit.model.campaign import Campaign
        from kit.model.draft import Material
        from kit.model.table import Sheets

    KIND = SheetKind(
        id="volunteering",
        code="S90",
        name="志愿服务",
        row="一次志愿服务",
        aliases=("志愿服务台账",),
        key="",
        day="日期",
        personal=(),
        columns=(
            Column("日期", "date", required=True, aliases=("服务日期",), note="服务的日子"),
            Column("内容", "long", required=True, aliases=("服务内容",), note="做了什么"),
            Column("人数", "count", required=True, aliases=("参加人数",), note="去了多少人"),
            Column("时长", "count", aliases=("服务时长",), note="每人几小时"),
        ),
        example={"日期": "2020-04-18", "内容": "清理河岸", "人数": "12", "时长": "3"},
    )

    FACTS = over(
        "volunteering",
        Rows("volunteering.times", "志愿服务次数", "次", "志愿服务表的行数", "内容"),
        Sums("volunteering.people", "志愿服务人次", "人次", "各次“人数”之和", "人数"),
    )

    RULE = "volunteering.length"


    def check_length(sheets: Sheets, campaign: Campaign) -> Iterator[Finding]:
        """Yield services that are longer than a day."""
        for row in sheets.rows("volunteering"):
            if row["时长"] is not None and row["时长"] > 24:
                problem = f"填的是 {row['时长']} 小时，比一天还长"
                yield Finding(RULE, "error", row.place("时长"), problem, "请填每人服务了几小时")


    RULES = (check_length,)

    KEY_FIGURES = (KeyFigure("volunteering.times", "志愿服务", "按次数计"),)


    @passage("志愿服务", kind=KIND, needs=("volunteering.times",), places=("phase_summary.调研",))
    def volunteering(material: Material) -> Prose:
        """Return 组织志愿服务N次，参加N人次."""
        times, people = material.facts["volunteering.times"], material.facts.get("volunteering.people")
        return prose("组织志愿服务", times, "次", ("，参加", people, "人次") if people else ())
'''
SERVICES = """
    日期,内容,人数,时长
    2009-04-18,清理河岸,12,3
    2009-05-09,看望老人,8,2
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return a copy of the house with one file more."""
    copy = copied_house(tmp_path_factory.mktemp("house"))
    copy.add("kit/topics/volunteering.py", VOLUNTEERING)
    return copy


@pytest.fixture(scope="module")
def campaign(house: House) -> Path:
    return house.campaign("试验", 志愿服务=SERVICES)


@pytest.fixture(scope="module")
def summary(house: House, campaign: Path) -> Path:
    for command in (["tally", campaign], ["draft", campaign, "--kind", "阶段总结"]):
        done = house.run(*command)
        assert done.returncode == 0, done.stdout + done.stderr
    [path] = (campaign / "out" / "drafts").glob("阶段总结*.docx")
    return path


def test_a_sheet_with_two_facts_a_rule_and_a_passage_is_one_file(house: House, summary: Path) -> None:
    assert summary.exists()
    assert house.touched() == ["kit/topics/volunteering.py"]


def test_a_new_campaign_gets_the_blank_of_the_new_sheet(house: House) -> None:
    done = house.run("new", "新活动")

    assert done.returncode == 0, done.stderr
    [blank] = (house.folder / "新活动").rglob("*志愿服务*.xlsx")
    [headings] = [row for row in read_workbook(blank, blank.name).grids[0].rows if "时长" in row]
    assert headings[:4] == ["日期", "内容", "人数", "时长"]
