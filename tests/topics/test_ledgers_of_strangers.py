"""The ledgers of two other offices, as they came: every figure that their records give."""

import json
from pathlib import Path
from typing import Any

import pytest
from strangers import DATA, stranger

from kit.app.work import Work, open_campaign
from kit.model.finding import blocking
from kit.model.prose import prose
from kit.topics.problems import problems
from kit.topics.rectification import tiers


@pytest.fixture
def bureau(tmp_path: Path) -> Work:
    return open_campaign(stranger("health_bureau", tmp_path / "局"))


def expected(table: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((DATA / "health_bureau.expected.json").read_text(encoding="utf-8"))
    return dict(said[table])


def values(work: Work, *ids: str) -> list[Any]:
    return [work.facts[id_].value for id_ in ids]


def by_word(work: Work, start: str) -> dict[str, Any]:
    found = {
        id_.removeprefix(start).removesuffix(".count"): fact
        for id_, fact in work.facts.items()
        if id_.startswith(start)
    }
    return {fact.basis.split("“")[1].split("”")[0]: fact.value for fact in found.values()}


def test_nothing_in_the_ledgers_stops_the_bureau(bureau: Work) -> None:
    assert blocking((*bureau.findings, *bureau.remarks)) == ()


def test_visits_are_counted_by_the_bureaus_own_words(bureau: Work) -> None:
    said = expected("visits")

    assert values(bureau, "visits.times", "visits.opinions") == [said["visits"], said["opinions"]]
    assert by_word(bureau, "visits.by.") == said["by type"]


def test_meetings_without_types_are_counted_with_who_was_expected_and_came(bureau: Work) -> None:
    said = expected("meetings")

    found = values(bureau, "meetings.count", "meetings.expected", "meetings.attendance")

    assert found == [said["meetings"], said["expected"], said["present"]]
    assert by_word(bureau, "meetings.type.") == {}


def test_one_table_is_the_list_of_problems_and_the_register_of_what_is_put_right(bureau: Work) -> None:
    said = expected("problems")

    found = values(
        bureau,
        *("problems.total", "rectification.total", "rectification.closed", "rectification.due"),
        *("rectification.due_closed", "rectification.long_term", "rectification.not_started"),
    )

    total, closed = said["total"], said["closed on 2023-12-31"]
    due = said["due on 2023-12-31 (month = its last day)"]
    assert found == [total, total, closed, due, closed, said["long-term"], said["not started"]]
    assert bureau.facts["rectification.under_way"].value == 2
    assert by_word(bureau, "problems.by.") == {"医疗服务": 4, "公共卫生": 2, "队伍和作风": 3}
    assert {source.file for source in bureau.facts["problems.total"].sources} == {"问题整改清单.xlsx"}


def test_what_the_one_table_does_not_say_is_unknown_and_not_told(bureau: Work) -> None:
    unknown = {"problems.solved", "rectification.immediate", "rectification.limited"}

    assert not unknown & set(bureau.facts)
    assert str(prose(tiers(bureau.material) or "")) == "列入整改台账的事项共9项，其中长期坚持1项"
    assert str(prose(problems(bureau.material) or "")).startswith(
        "查找出突出问题9个，其中属于医疗服务方面的4个"
    )


def test_study_and_media_are_counted_by_the_bureaus_own_words(bureau: Work) -> None:
    study, media = expected("study"), expected("media")

    assert values(bureau, "study.sessions", "study.attendance") == [
        study["sessions"],
        study["readers (实到)"],
    ]
    found = values(bureau, "bulletins.issues", "bulletins.copies", "media.items", "media.by_level.县级.count")
    assert found == [media["bulletins"], media["copies"], media["items"], media["county level"]]


def test_the_groups_meeting_has_its_day_and_who_came(tmp_path: Path) -> None:
    group = open_campaign(stranger("water_group", tmp_path / "集团"))

    [row] = group.reading.sheets.rows("meetings")

    found = values(group, *(f"meetings.{row['会议ID']}.{key}" for key in ("expected", "attendance", "date")))
    assert [str(each) for each in found] == ["188", "181", "2025-12-18"]


def test_the_phase_that_campaign_toml_tells_dates_every_figure(bureau: Work) -> None:
    facts = bureau.facts

    assert [facts[f"phase.{key}"].text for key in ("start", "end")] == ["2023年9月8日", "2024年1月12日"]
    assert facts["campaign.guide_group"].text == "县委主题教育第三巡回指导组"
    [source] = facts["campaign.cutoff"].sources
    line = (
        (bureau.campaign.folder / "campaign.toml")
        .read_text(encoding="utf-8")
        .splitlines()[source.rows[0] - 1]
    )
    assert (source.file, line) == ("campaign.toml", "[[phases]]")
    assert {str(facts[id_].cutoff) for id_ in ("meetings.count", "visits.times")} == {"2024-01-12"}
