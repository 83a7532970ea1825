"""C1-C13 of figures.md 1.2 that are figures or documents; those of wording stand among the identities."""

import pytest
from document_drawing import ROOT, told
from drawing import Draw

from kit.model.campaign import Campaign, read_campaign
from kit.model.draft import Material
from kit.model.fact import Facts, count_fact
from kit.model.table import Sheets
from kit.sheets.inbox import read_inbox
from kit.text.dates import VagueDate, read_date
from kit.topics import run_checks
from kit.topics.kinds import kinds_of
from kit.topics.ledger import check_ledger, count_all, ledger_remarks

PHASES = "阶段序号 阶段名称 统计截止日"


def test_c2_and_c4_one_number_for_two_things_is_told() -> None:
    same = Facts(
        count_fact(id_, id_, 150, unit, "")
        for id_, unit in (("forms.returned", "份"), ("opinions.raw", "条"))
    )
    lists = Facts(
        count_fact(id_, id_, 49, unit, "")
        for id_, unit in (("opinions.merged", "条"), ("problems.total", "个"))
    )

    assert [finding.rule for finding in check_ledger(same)] == ["ledger.same_number"]
    assert [finding.rule for finding in check_ledger(lists)] == ["ledger.same_number"]


@pytest.fixture(scope="module")
def demo() -> tuple[Campaign, Sheets]:
    campaign = read_campaign(ROOT / "data" / "demo")
    return campaign, read_inbox(campaign, kinds_of(campaign)).sheets


def test_c5_no_rate_without_a_denominator(demo: tuple[Campaign, Sheets]) -> None:
    facts = count_all(demo[1], demo[0])

    assert "problems.solved" in facts
    assert not [id_ for id_ in facts if id_.startswith("problems.") and facts[id_].unit == "%"]
    for fact in facts.values():
        if fact.unit == "%" and "previous" not in fact.id:
            assert "除以" in fact.basis, fact.id


def test_c8_a_low_return_rate_is_computed_and_told(demo: tuple[Campaign, Sheets]) -> None:
    campaign, sheets = demo

    assert count_all(sheets, campaign)["forms.return_rate"].text == "37.5%"
    assert "forms.low_return_rate" in {finding.rule for finding in run_checks(sheets, campaign)}


def test_c9_numbers_that_agree_raise_nothing(demo: tuple[Campaign, Sheets]) -> None:
    campaign, sheets = demo
    facts = count_all(sheets, campaign)
    quiet = [*check_ledger(facts), *ledger_remarks(facts, sheets, campaign), *run_checks(sheets, campaign)]

    assert (facts["research.topics"], facts["research.reports"]) == (5, 5)
    assert facts["organisation.groups"] == 4
    assert not [finding for finding in quiet if finding.level == "error"]


def test_c10_the_end_of_march_and_its_30th_agree() -> None:
    late, named = read_date("3月底", 2009), read_date("3月30日", 2009)

    assert isinstance(late, VagueDate)
    assert not isinstance(named, VagueDate)
    assert named is not None
    assert late.covers(named)
    assert not VagueDate(2009, 3, "上旬").covers(named)


def test_c12_a_speech_without_speaker_and_day_says_what_is_missing(draw: Draw, campaign: Campaign) -> None:
    sheets = draw(phases=f"活动名称 {PHASES} 开始\n整顿活动 1 学习 2009-06-05 2009-03-30")
    material = Material(campaign, sheets, count_all(sheets, campaign), ())

    text = told("speech", material)

    assert "【待补：讲话人" in text
    assert "【待补：讲话日期" in text


def test_i16_the_cut_off_day_is_printed(demo: tuple[Campaign, Sheets]) -> None:
    campaign, sheets = demo
    material = Material(campaign, sheets, count_all(sheets, campaign), ())

    assert "2009年6月5日" in told("phase_summary", material)
