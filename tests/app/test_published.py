"""What went out is remembered: two papers that differ by a few ballots would tell how those few voted."""

import json
import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.app.make.drafting import draft_documents
from kit.app.make.notices import make_notices
from kit.app.make.published import (
    AGAIN,
    FILE,
    KEPT,
    NEVER_LEFT,
    Paper,
    Reissue,
    ballots_between,
    kept_with,
    published,
    question_of,
    reissue_findings,
    reissues,
    remember_papers,
)
from kit.model.fact import Fact, Facts

Office = Any
COUNTS = {"g1.count": "好", "g2.count": "差", "abstained": "弃权", "void": "无效"}


def ledger(**units: tuple[int, ...]) -> Facts:
    """Return each unit's valid ballots and how they fell on one item: 好 差 弃权 无效."""
    facts = []
    for unit, votes in units.items():
        valid = sum(votes)
        facts.append(Fact(f"evaluation.{unit}.valid", f"{unit}有效票", valid, str(valid)))
        for (key, name), count in zip(COUNTS.items(), votes, strict=True):
            facts.append(Fact(f"evaluation.{unit}.work.{key}", f"{unit}{name}", count, str(count)))
    return Facts(facts)


BEFORE = ledger(U1=(20, 5, 1, 0), U2=(9, 9, 0, 0), U3=(8, 3, 0, 0))
LATE = ledger(U1=(20, 6, 1, 0), U2=(9, 9, 0, 0), U3=(8, 3, 0, 0))  # one more of U1, who said 差


@pytest.fixture
def counted(office: Office) -> Office:
    """Return the office, its notices telling how one item fell."""
    figures = "好{{ U1好 }}，差{{ U1差 }}，有效{{ U1有效票 }}"
    said = f"{{{{ 单位 }}}}：{{% if 单位 == '财政局' %}}{figures}{{% endif %}}。"
    text = f"公文标题| 通知书\n主送| {{{{ 主送 }}}}：\n{said}\n"
    office.write_template("notice.docx", text)
    evaluation = office.campaign.evaluation.model_copy(update={"published": date.max})
    office.campaign = office.campaign.model_copy(update={"evaluation": evaluation})
    office.facts = BEFORE
    return office


def answered(office: Office, answer: str) -> None:
    found = reissues(office.campaign, office.facts, office.units)
    answers = {question_of(found).key: answer}
    office.campaign = office.campaign.model_copy(update={"answers": answers})


def notice(office: Office) -> bytes:
    return (office.out / "notices" / "通知书（财政局）.docx").read_bytes()


def test_every_printed_figure_is_remembered_with_its_paper_and_hash_for_the_office_alone(
    counted: Office,
) -> None:
    make_notices(counted.work())

    [paper] = [each for each in published(counted.out) if "财政局" in each.file]
    assert paper.figures == {
        "evaluation.U1.work.g1.count": "20",
        "evaluation.U1.work.g2.count": "5",
        "evaluation.U1.valid": "26",
    }
    assert len(paper.sha256) == 64
    assert len(paper.day) == 10


@pytest.mark.skipif(os.name == "nt", reason="Windows 的文件权限随上级文件夹")
def test_only_the_owner_may_read_what_went_out(counted: Office) -> None:
    make_notices(counted.work())

    path = counted.out / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_one_late_ballot_leaves_the_notice_as_it_went_out_and_says_so(counted: Office) -> None:
    make_notices(counted.work())
    before = notice(counted)
    counted.facts = LATE

    batch = make_notices(counted.work())

    assert notice(counted) == before
    kept = {made.task.unit.name: made.problem for made in batch.ended("没做成")}
    assert "有效票26张），现在（27张）只差1张票" in kept["财政局"]


def test_the_finding_asks_once_for_all_units_and_names_what_is_not_written(counted: Office) -> None:
    make_notices(counted.work())
    counted.facts = LATE
    found = reissues(counted.campaign, counted.facts, counted.units)

    [finding] = reissue_findings(counted.campaign, found, ("通知书",))

    assert finding.question
    assert finding.question.key == "评议结果重发：财政26→27张"
    assert finding.stops == ("通知书",)
    assert NEVER_LEFT in finding.remedy


@pytest.mark.parametrize("answer", [NEVER_LEFT, AGAIN])
def test_what_never_left_or_may_go_again_is_made_anew(counted: Office, answer: str) -> None:
    make_notices(counted.work())
    counted.facts = LATE
    answered(counted, answer)
    before = notice(counted)

    batch = make_notices(counted.work())

    assert not batch.ended("没做成")
    assert notice(counted) != before


def test_what_never_left_is_forgotten_and_what_went_out_twice_is_not(counted: Office) -> None:
    make_notices(counted.work())
    counted.facts = LATE
    answered(counted, NEVER_LEFT)
    make_notices(counted.work())

    assert not reissues(counted.campaign, LATE, counted.units)
    assert reissues(counted.campaign, BEFORE, counted.units)  # now the late one's paper is what went out


def test_papers_that_stay_by_decision_are_no_failure(counted: Office) -> None:
    make_notices(counted.work())
    counted.facts = LATE
    answered(counted, KEPT)
    before = notice(counted)

    batch = make_notices(counted.work())

    assert not batch.ended("没做成")
    assert notice(counted) == before
    found = reissues(counted.campaign, counted.facts, counted.units)
    assert not reissue_findings(counted.campaign, found, ())


def test_a_document_for_all_units_stays_too(counted: Office) -> None:
    counted.write_template("speech.docx", "公文标题| 通报\n财政局差{{ U1差 }}，有效{{ U1有效票 }}。\n")
    [path] = [each.path for each in draft_documents(counted.work()) if each.name == "讲话稿"]
    assert path
    before = path.read_bytes()
    counted.facts = LATE

    draft_documents(counted.work())

    assert path.read_bytes() == before


def test_a_document_that_was_not_written_before_waits_for_the_answer(counted: Office) -> None:
    make_notices(counted.work())
    counted.write_template("speech.docx", "公文标题| 通报\n财政局差{{ U1差 }}，有效{{ U1有效票 }}。\n")
    counted.facts = LATE

    [speech] = [each for each in draft_documents(counted.work()) if each.name == "讲话稿"]

    assert speech.ending == "缺内容"
    assert not (counted.out / "drafts" / "讲话稿.docx").exists()


def test_notices_of_the_same_class_stay_with_it_for_its_mean_would_move(counted: Office) -> None:
    kept = {"U1": Reissue(counted.units[0], 1, "26", "27")}
    other = replace(counted.units[2], category="别的类")

    said = kept_with(kept, (*counted.units[:2], other))

    assert set(said) == {"U1", "U2"}
    assert "同类的财政局" in said["U2"]


def test_a_damaged_record_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    remember_papers(tmp_path, [Paper("甲.docx", "0" * 64, {"evaluation.U1.valid": "26"})])
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('{"file": "乙')

    assert [paper.file for paper in published(tmp_path)] == ["甲.docx"]
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8").splitlines()[0])["figures"]


@given(
    st.tuples(*[st.integers(0, 9)] * 4),
    st.lists(st.integers(0, 3), max_size=6),
    st.lists(st.integers(0, 3), max_size=6),
)
def test_ballots_that_came_or_changed_since_are_never_more_than_are_told_apart(
    before: tuple[int, ...], came: list[int], went: list[int]
) -> None:
    """Law 6: fewer than the minimum between two papers of one unit are found, whatever they answered."""
    now = list(before)
    for answer in came:
        now[answer] += 1
    for answer in went:
        now[answer] = max(0, now[answer] - 1)
    then = {id_: fact.text for id_, fact in ledger(U1=before).items()}
    later = {id_: fact.text for id_, fact in ledger(U1=tuple(now)).items()}

    differ = ballots_between(then, later)

    assert differ <= max(len(came), len(went))
    assert (differ > 0) == (tuple(now) != before)


def test_a_unit_is_told_by_its_own_figures(counted: Office) -> None:
    remember_papers(counted.out, [Paper("甲.docx", "0" * 64, {id_: f.text for id_, f in BEFORE.items()})])

    found = reissues(counted.campaign, LATE, counted.units)

    assert found == (Reissue(counted.units[0], 1, "26", "27"),)


def test_before_the_results_are_published_papers_are_made_anew_for_a_single_ballot(counted: Office) -> None:
    make_notices(counted.work())
    evaluation = counted.campaign.evaluation.model_copy(update={"published": None})
    counted.campaign = counted.campaign.model_copy(update={"evaluation": evaluation})

    assert not reissues(counted.campaign, LATE, counted.units)
