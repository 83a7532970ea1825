"""Phases may be settings instead of a sheet: the same figures, whose source is campaign.toml."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from drawing import Draw
from hypothesis import given
from hypothesis import strategies as st

from kit.app.work import open_campaign
from kit.model.campaign import Campaign, PhaseEntry
from kit.model.counting import counted
from kit.model.fact import Facts
from kit.model.finding import CampaignError
from kit.model.table import Sheets
from kit.topics import completed, phases

FIRST = date(2009, 1, 1)
DAYS = st.integers(0, 364).map(lambda number: FIRST + timedelta(days=number))
PHASE = st.builds(
    PhaseEntry,
    name=st.sampled_from(["学习调研", "整改落实"]),
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    cutoff=DAYS,
    superior=st.sampled_from(["", "市委"]),
    guide_group=st.sampled_from(["", "第八指导检查组"]),
)


def with_phases(campaign: Campaign, *entries: PhaseEntry, **about: Any) -> Campaign:
    said = campaign.campaign.model_copy(update=about)
    return campaign.model_copy(update={"phases": entries, "campaign": said})


def facts_of(sheets: Sheets, campaign: Campaign) -> Facts:
    return Facts(counted(phases.FACTS, completed(sheets, campaign), campaign))


@given(st.lists(PHASE, min_size=1, max_size=3))
def test_law_settings_give_the_same_figures_as_a_sheet_that_says_the_same(entries: list[PhaseEntry]) -> None:
    office = {"name": "办", "body": "委", "body_short": "委"}
    plain = Campaign.model_validate(
        {"campaign": {"title": "活动", "year": 2009, "phase": 1}, "office": office}
    )
    settled = completed(Sheets(), with_phases(plain, *entries))
    [table] = settled.tables
    as_sheet = Sheets((table,))

    told, written = facts_of(Sheets(), with_phases(plain, *entries)), facts_of(as_sheet, plain)

    assert {id_: fact.text for id_, fact in told.items()} == {id_: fact.text for id_, fact in written.items()}
    assert {source.file for fact in told.values() for source in fact.sources} == {"campaign.toml"}
    assert "None" not in "".join(fact.text for fact in told.values())


def test_the_activity_is_called_by_its_title_and_what_was_said_once_holds_for_later_phases(
    campaign: Campaign,
) -> None:
    entries = (
        PhaseEntry(name="学习", cutoff=date(2009, 6, 5), superior="市委"),
        PhaseEntry(name="整改", cutoff=date(2009, 8, 7)),
    )

    facts = facts_of(Sheets(), with_phases(campaign, *entries, phase=2))

    said = [facts[f"campaign.{key}"].text for key in ("activity", "superior", "cutoff")]
    assert said == ["试验活动", "市委", "2009年8月7日"]


def test_a_phase_without_a_name_has_no_name_to_print(campaign: Campaign) -> None:
    facts = facts_of(Sheets(), with_phases(campaign, PhaseEntry(cutoff=date(2009, 6, 5))))

    assert not {"phase.name", "phase.names"} & set(facts)
    assert facts["phase.count"].value == 1


def test_a_filled_sheet_of_phases_counts_and_the_settings_are_named(draw: Draw, campaign: Campaign) -> None:
    both = with_phases(campaign, PhaseEntry(cutoff=date(2009, 8, 7)))
    sheets = completed(draw(phases="阶段序号 阶段名称 统计截止日\n1 学习 2009-06-05"), both)

    [finding] = phases.check_phase_present(sheets, both)

    assert phases.cutoff_of(sheets, both) == date(2009, 6, 5)
    assert (finding.level, finding.place.file) == ("warning", "campaign.toml「phases」")


def test_an_empty_sheet_of_phases_gives_way_to_the_settings(draw: Draw, campaign: Campaign) -> None:
    told = with_phases(campaign, PhaseEntry(cutoff=date(2009, 8, 7)))
    sheets = completed(draw(phases="阶段序号 阶段名称 统计截止日", visits="对象名称\n甲"), told)

    assert phases.cutoff_of(sheets, told) == date(2009, 8, 7)
    assert not list(phases.check_phase_present(sheets, told))


def test_settings_alone_are_no_sheets(campaign: Campaign) -> None:
    told = with_phases(campaign, PhaseEntry(cutoff=date(2009, 8, 7)))

    [finding] = phases.check_phase_present(completed(Sheets(), told), told)

    assert (finding.level, finding.problem) == ("error", "还没有认得的表")


SETTINGS = """
[campaign]
title = "活动"
year = 2023
phase = 1
[office]
name = "办"
body = "委"
body_short = "委"
[[phases]]
start = 2023-09-08
cutoff = 2024-01-12
"""


def test_days_without_a_year_lie_in_the_span_that_the_settings_tell(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "inbox" / "走访.csv").write_text(
        "走访日期,走访对象\n1月5日,东街\n10月8日,西街\n", encoding="utf-8"
    )

    days = [row["日期"] for row in open_campaign(tmp_path).reading.sheets.rows("visits")]

    assert days == [date(2024, 1, 5), date(2023, 10, 8)]


def test_a_phase_without_a_cut_off_is_refused_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "campaign.toml").write_text(SETTINGS.replace("cutoff = 2024-01-12", ""), encoding="utf-8")

    with pytest.raises(CampaignError, match=r"phases\.1\.cutoff"):
        open_campaign(tmp_path)
