"""Two campaigns of other offices come in as they are: every tally right, every row accounted for."""

from pathlib import Path
from typing import Any

import pytest
from strangers import STRANGERS, expected_units, stranger

from kit.app.work import Work, open_campaign
from kit.topics.appraisal.tallying import UnitBallots, tally_units


@pytest.fixture(params=STRANGERS)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Work]:
    """Return a stranger's name and its campaign, read."""
    return request.param, open_campaign(stranger(request.param, tmp_path / request.param))


def by_unit(work: Work) -> dict[str, UnitBallots]:
    assert work.campaign.evaluation is not None
    return {found.unit.short: found for found in tally_units(work.reading.sheets, work.campaign.evaluation)}


def votes(work: Work, found: UnitBallots, rest: str) -> dict[str, dict[str, int]]:
    """Return by item how often each grade was given, and under `rest` what is none."""
    assert work.campaign.evaluation is not None
    return {
        item.question: dict(zip(item.grades, tally.counts, strict=True))
        | {rest: tally.abstained + tally.blank + tally.spoilt + (found.total.void if rest == "other" else 0)}
        for item, tally in zip(work.campaign.evaluation.items, found.total.items, strict=True)
    }


def test_every_ballot_of_nine_units_is_counted_from_cells_ticks_and_four_kinds_of_files(
    tmp_path: Path,
) -> None:
    work = open_campaign(stranger("health_bureau", tmp_path / "局"))
    expected = expected_units("health_bureau")

    found = by_unit(work)

    assert {name: votes(work, unit, "other") for name, unit in found.items()} == {
        name: unit["items"] for name, unit in expected.items()
    }
    assert {name: unit.total.returned for name, unit in found.items()} == {
        name: unit["ballots"] for name, unit in expected.items()
    }


def test_sixty_units_are_counted_from_their_totals(tmp_path: Path) -> None:
    work = open_campaign(stranger("water_group", tmp_path / "集团"))
    expected = expected_units("water_group")

    found = by_unit(work)

    assert {name: votes(work, unit, "弃权") for name, unit in found.items()} == {
        name: unit["items"] for name, unit in expected.items()
    }
    assert {name: (u.total.returned, u.total.void, u.total.valid) for name, u in found.items()} == {
        name: (unit["returned"], unit["void"], unit["valid"]) for name, unit in expected.items()
    }
    issued = {str(row["被评单位"]): row["发票数"] for row in work.reading.sheets.rows("tallied_ballots")}
    assert issued == {name: unit["issued"] for name, unit in expected.items()}


def test_an_answer_off_the_scale_is_named_with_its_cell_and_stops_nothing(tmp_path: Path) -> None:
    work = open_campaign(stranger("health_bureau", tmp_path / "局"))

    [off] = [finding for finding in work.findings if "“满意”" in finding.problem]

    assert (off.level, off.place.file, off.place.row, off.place.column) == (
        "warning",
        "乡镇卫生院评议.xls",
        12,
        "检视整改",
    )
    [item] = [
        tally
        for tally, question in zip(
            by_unit(work)["城关卫生院"].total.items, STRANGERS["health_bureau"][1].split(), strict=True
        )
        if question == "检视整改"
    ]
    assert (item.spoilt, item.blank) == (1, 0)


def test_a_stranger_meets_no_error_about_ballots_units_or_headings(opened: tuple[str, Work]) -> None:
    _, work = opened

    about = ("key.", "unit.", "subject.", "tallied_ballots.", "ballots.", "reading.missing")

    assert [str(f) for f in work.findings if f.level == "error" and f.rule.startswith(about)] == []


def test_every_row_of_a_stranger_is_used_or_named(opened: tuple[str, Work]) -> None:
    _, work = opened

    for account in work.reading.account:
        assert account.rows == account.used + sum(run.number for run in account.named), account.sheet


def test_the_rows_of_totals_that_are_no_units_are_named_as_what_they_are(tmp_path: Path) -> None:
    work = open_campaign(stranger("water_group", tmp_path / "集团"))

    [totals] = [account for account in work.reading.account if account.sheet == "领导班子测评"]

    assert [(run.first, run.last, run.reason) for run in totals.named] == [
        (1, 1, "标题"),
        (2, 2, "填报信息"),
        (3, 4, "列名"),
        (5, 5, "分组标题"),
        (26, 26, "小计"),
        (27, 27, "分组标题"),
        (68, 68, "小计"),
        (69, 69, "合计"),
        (70, 70, "说明"),
    ]


def test_where_a_unit_was_read_is_said(tmp_path: Path) -> None:
    work = open_campaign(stranger("health_bureau", tmp_path / "局"))

    said = {
        (account.file, account.sheet): str(account.subject)
        for account in work.reading.account
        if account.subject
    }

    assert said == {
        ("县妇幼保健院评议票.xlsx", "Sheet1"): "被评单位取自文件名：县妇幼保健院",
        ("县疾控中心评议票.xlsx", "Sheet1"): "被评单位取自文件名：县疾控中心",
        ("群众评议票录入（局机关组织）.xlsx", "县人民医院"): "被评单位取自工作表名：县人民医院",
        ("群众评议票录入（局机关组织）.xlsx", "县中医院"): "被评单位取自工作表名：县中医院",
        ("群众评议票录入（局机关组织）.xlsx", "急救中心"): "被评单位取自工作表名：急救中心",
    }


def test_the_part_of_every_column_is_said(tmp_path: Path) -> None:
    work = open_campaign(stranger("health_bureau", tmp_path / "局"))

    [sheet] = [account for account in work.reading.account if account.sheet == "县人民医院"]

    assert [(part.heading, part.taken_for, part.evidence) for part in sheet.columns] == [
        ("序号", "票号", "别的叫法"),
        *((name, name, "列名相同") for name in STRANGERS["health_bureau"][1].split()),
        ("备注", "", ""),
    ]


def test_check_prints_the_account_as_json(tmp_path: Path) -> None:
    work = open_campaign(stranger("water_group", tmp_path / "集团"))

    told: list[dict[str, Any]] = [account.as_json() for account in work.reading.account]

    [units] = [sheet for sheet in told if sheet["sheet"] == "单位信息"]
    assert units == {
        "file": "2025年度民主测评汇总（最终版）.xlsx",
        "sheet": "单位信息",
        "kind": "单位目录",
        "evidence": ["5 列里有 4 列对得上"],
        "rows": {"in": 61, "used": 60, "named": [{"first": 1, "last": 1, "reason": "列名"}]},
        "columns": [
            {"heading": "序号", "taken_for": "排序", "evidence": "别的叫法"},
            {"heading": "单位全称", "taken_for": "全称", "evidence": "别的叫法"},
            {"heading": "简称", "taken_for": "简称", "evidence": "列名相同"},
            {"heading": "层级", "taken_for": "类别", "evidence": "别的叫法"},
            {"heading": "党组织书记", "taken_for": None, "evidence": ""},
        ],
        "absent": ["单位ID", "主送名", "联系人"],
    }


def test_ballots_are_no_surveys_before_anybody_has_said_what_they_ask(tmp_path: Path) -> None:
    folder = stranger("health_bureau", tmp_path / "局")
    settings = (folder / "campaign.toml").read_text(encoding="utf-8")
    (folder / "campaign.toml").write_text(settings[: settings.index("[evaluation]")], encoding="utf-8")

    surveys = open_campaign(folder).reading.sheets.of("surveys")

    assert [table.file for table in surveys] == [
        "233847561_按文本_石桥县卫生健康局主题教育征求意见问卷_86_86.xlsx"
    ]
