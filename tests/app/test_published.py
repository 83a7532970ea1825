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
    few_between,
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

    differ = few_between(then, later, 99)

    assert (differ or 0) <= max(len(came), len(went))
    assert (differ is not None) == (tuple(now) != before)


def test_a_unit_is_told_by_its_own_figures(counted: Office) -> None:
    remember_papers(counted.out, [Paper("甲.docx", "0" * 64, {id_: f.text for id_, f in BEFORE.items()})])

    found = reissues(counted.campaign, LATE, counted.units)

    assert found == (Reissue(counted.units[0], 1, "26", "27"),)


def test_before_the_results_are_published_papers_are_made_anew_for_a_single_ballot(counted: Office) -> None:
    make_notices(counted.work())
    evaluation = counted.campaign.evaluation.model_copy(update={"published": None})
    counted.campaign = counted.campaign.model_copy(update={"evaluation": evaluation})

    assert not reissues(counted.campaign, LATE, counted.units)


def printed(**figures: str) -> dict[str, str]:
    """Return figures of the unit as a paper has them; _ in a name is a dot."""
    return {f"evaluation.U1.{key.replace('_', '.')}": text for key, text in figures.items()}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (printed(valid="26", work_g1_rate="76.9%"), printed(valid="27", work_g1_rate="74.1%")),
        (printed(work_g1_rate="76.9%"), printed(work_g1_rate="74.1%")),  # nobody says how many ballots
        (printed(valid="9", work_g1_rate="100.0%"), printed(valid="10", work_g1_rate="100.0%")),
        (printed(work_g1_count="20", work_g2_rate="10%"), printed(work_g1_count="20", work_g2_rate="15%")),
    ],
)
def test_shares_tell_of_a_few_ballots_as_counts_do(before: dict[str, str], now: dict[str, str]) -> None:
    """Law 6: a share times the ballots, whose number is public, is a count."""
    assert few_between(before, now, 5) is not None


def test_shares_of_many_more_ballots_are_issued_again() -> None:
    before, now = printed(valid="26", work_g1_rate="76.9%"), printed(valid="36", work_g1_rate="74.1%")

    assert few_between(before, now, 5) is None
    assert few_between(before, before, 5) is None


def test_one_ballot_of_a_group_among_many_of_the_unit_is_found() -> None:
    """Six ballots came, one of them of a cadre: the two tables of the cadres differ by that one."""
    before = {
        "work_g1_count": "20",
        "work_g2_count": "9",
        "by_A_work_g1_count": "7",
        "by_A_work_g2_count": "2",
    }
    now = {**before, "work_g1_count": "25", "work_g2_count": "10", "by_A_work_g2_count": "3"}

    assert few_between(printed(**before), printed(**now), 5) == 1


def test_one_ballot_beside_a_group_that_is_shown_is_found_by_subtraction() -> None:
    """Six of group B, which is shown, and one of the others, which are hidden."""
    before = {
        "work_g1_count": "20",
        "work_g2_count": "9",
        "by_B_work_g1_count": "12",
        "by_B_work_g2_count": "2",
    }
    now = {
        "work_g1_count": "26",
        "work_g2_count": "10",
        "by_B_work_g1_count": "18",
        "by_B_work_g2_count": "2",
    }

    assert few_between(printed(**before), printed(**now), 5) == 1


@given(
    st.tuples(*[st.integers(0, 9)] * 4),
    st.tuples(*[st.integers(0, 9)] * 4),
    st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 3)), max_size=12),
    st.integers(2, 6),
)
def test_what_may_go_again_differs_in_every_block_by_as_many_ballots_as_the_minimum(
    one: tuple[int, ...], other: tuple[int, ...], came: list[tuple[str, int]], minimum: int
) -> None:
    def figures(a: list[int], b: list[int]) -> dict[str, str]:
        keys = ("g1_count", "g2_count", "abstained", "void")
        told = {f"work_{key}": str(x + y) for key, x, y in zip(keys, a, b, strict=True)}
        return printed(
            valid=str(sum(a) + sum(b)),
            **told,
            **{f"by_A_work_{key}": str(x) for key, x in zip(keys, a, strict=True)},
        )

    later = {"A": list(one), "B": list(other)}
    for group, answer in came:
        later[group][answer] += 1
    few = few_between(figures(list(one), list(other)), figures(later["A"], later["B"]), minimum)

    sizes = [sum(1 for group, _ in came if group == each) for each in "AB"]
    assert (few is None) == all(size == 0 or size >= minimum for size in sizes)


def test_where_only_the_bodys_figures_went_out_these_are_held_back_and_no_notice(counted: Office) -> None:
    then = {f"evaluation.all.work.g{at}.count": str(number) for at, number in ((1, 37), (2, 17))}
    remember_papers(counted.out, [Paper("通报.docx", "0" * 64, then)])
    now = [Fact(id_, id_, int(text) + 1, str(int(text) + 1)) for id_, text in then.items()]

    found = reissues(counted.campaign, Facts([*LATE.values(), *now]), counted.units)

    assert [(each.unit.id, each.ballots) for each in found] == [("all", 2)]
    units = [replace(unit, category="") for unit in counted.units]
    assert not set(kept_with({each.unit.id: each for each in found}, units)) & {unit.id for unit in units}
