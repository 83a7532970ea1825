"""Totals and earlier rounds of shares only: what shares can tell is told, and no ballots are made up."""

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from appraisal_drawing import SATISFIED, UNIT, ballots, campaign_of, figures
from drawing import half_up
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.finding import Finding
from kit.model.share import Share
from kit.model.table import Column, Sheets, Table
from kit.sheets.shares import read_share
from kit.topics import run_checks
from kit.topics.appraisal.earlier_rounds import KIND as EARLIER
from kit.topics.appraisal.shares import settled_shares, whole_ballots

COLUMN = Column("占比", "count", shares=True)


def read(cell: Any) -> Any:
    return read_share(cell, COLUMN, 2009).value


def totals(*rows: tuple[Any, ...], notes: tuple[str, ...] = (), columns: str = "第1等 第2等 第3等") -> Table:
    """Return totals of the unit's only item, its cells as they were typed."""
    names = ["被评单位", "项目", *columns.split()]
    cells = [["财政局", "工作", *map(read, row)] for row in rows]
    frame = pd.DataFrame(cells, columns=names, dtype=object, index=range(2, len(cells) + 2))
    table = Table("tallied_ballots", "汇总.xlsx", "汇总", "1" * 64, frame, notes=notes)
    return settled_shares(table)[0]


def told(table: Table) -> list[Any]:
    cells = [table.frame[name].iloc[0] for name in ("第1等", "第2等", "第3等")]
    return [float(cell.percent) if isinstance(cell, Share) else cell for cell in cells]


@pytest.mark.parametrize(
    ("typed", "percentages"),
    [
        (("90.68%", "6.32%", "3%"), [90.68, 6.32, 3]),
        ((0.9068, 0.0632, 0.03), [90.68, 6.32, 3]),
        ((90.68, 6.32, 3), [90.68, 6.32, 3]),
        (("90.68%", 0.0632, 3), [90.68, 6.32, 3]),
        (("９０.６８％", "百分之六点三二", "3.0%"), [90.68, 6.32, 3]),
        (("九成", "5%", 5.0), [90, 5, 5]),
        ((0.5, 0.5, 0), [50, 50, 0]),
    ],
)
def test_one_row_is_read_in_any_notation(typed: tuple[Any, ...], percentages: list[float]) -> None:
    assert told(totals(typed)) == percentages


@pytest.mark.parametrize("typed", [("70%", "70%", 0), (0.02, 0.03, 0.01), ("12%", 0, "3%")])
def test_shares_that_are_no_parts_of_one_whole_are_unknown(typed: tuple[Any, ...]) -> None:
    assert told(totals(typed)) == [None, None, None]


parts = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)).filter(lambda p: sum(p) > 0)


@given(parts, st.integers(2, 4), st.sampled_from(["percent", "part", "plain"]))
def test_every_notation_of_the_same_shares_is_read_alike(
    votes: tuple[int, ...], places: int, notation: str
) -> None:
    shown = [half_up(Fraction(100 * n, sum(votes)), places) for n in votes]
    typed: dict[str, list[Any]] = {
        "percent": [f"{one}%" for one in shown],
        "plain": [float(one) for one in shown],
        "part": [round(float(one) / 100, places + 2) for one in shown],
    }
    has_decimals = (
        any(not float(cell).is_integer() for cell in typed[notation]) if notation != "percent" else True
    )
    if has_decimals:  # whole numbers alone are ballots
        assert told(totals(tuple(typed[notation]))) == pytest.approx([float(one) for one in shown])


@given(parts, st.sampled_from([1, 2, 3]))
def test_the_rates_are_those_of_the_ballots_within_their_rounding(
    votes: tuple[int, ...], places: int
) -> None:
    shown = tuple(f"{half_up(Fraction(100 * n, sum(votes)), places)}%" for n in votes)
    campaign = campaign_of()

    exact = figures(campaign, ballots(dict(zip(SATISFIED, votes, strict=True))))
    shared = figures(campaign, totals(shown))

    for key in ("work.g1.rate", "work.g2.rate", "work.g3.rate", "work.positive_rate", "positive_rate"):
        assert abs(shared[key].value - exact[key].value) <= Fraction(2, 10**places), key
    assert abs(shared["score"].value - exact["score"].value) <= Fraction(300, 100 * 10**places)
    assert not {"returned", "valid", "void", "issued", "work.positive"} & set(shared)
    assert not [key for key in shared if key.endswith(".count")]


@given(parts, st.sampled_from([1, 2, 3]))
def test_ballots_are_worked_out_only_where_one_number_fits_and_then_they_are_the_ballots(
    votes: tuple[int, ...], places: int
) -> None:
    valid = sum(votes)
    shares = [Share(Fraction(half_up(Fraction(100 * n, valid), places)), places) for n in votes]

    found = whole_ballots(shares, valid)

    fitting = [
        [
            n
            for n in range(valid + 1)
            if half_up(Fraction(100 * n, valid), places) == half_up(s.percent, places)
        ]
        for s in shares
    ]
    is_unique = all(len(numbers) == 1 for numbers in fitting)
    assert found in ((tuple(votes), None) if is_unique else (None,))
    if valid <= 60 and places >= 2:
        assert found == votes


def test_what_was_worked_out_is_said_in_the_basis() -> None:
    found = figures(campaign_of(), totals(("90.63%", "9.38%", 0, 32), columns="第1等 第2等 第3等 有效票"))

    assert found["work.g1.count"] == 29
    assert "由占比和有效票32张推出" in found["work.g1.count"].basis
    assert found["valid"].basis == "评议票汇总“有效票”"
    assert "returned" not in found


def test_an_impossible_share_is_named() -> None:
    table = totals(("81.5%", "18.5%", 0, 32), columns="第1等 第2等 第3等 有效票")

    [finding] = [f for f in run_checks(Sheets((UNIT, table)), campaign_of()) if f.rule == "shares.impossible"]

    assert "32 张有效票里哪个票数也得不出" in finding.problem


def test_shares_beside_counts_are_checked_and_the_counts_count() -> None:
    columns = "第1等 第2等 第3等 第1等占比 第2等占比 第3等占比"

    right = totals((30, 10, 0, "75%", "25%", "0%"), columns=columns)
    wrong = settled_shares(
        Table(
            "tallied_ballots",
            "汇总.xlsx",
            "汇总",
            "1" * 64,
            pd.DataFrame(
                [["财政局", "工作", 30, 10, 0, *map(read, ("70%", "30%", "0%"))]],
                columns=["被评单位", "项目", *columns.split()],
                index=[2],
                dtype=object,
            ),
        )
    )

    assert told(right) == [30, 10, 0]
    assert [finding.rule for finding in wrong[1]] == ["shares.differ"]
    assert told(wrong[0]) == [30, 10, 0]


def before(*rows: tuple[Any, ...], columns: str = "项 第1等 第2等 第3等") -> Table:
    names = ["轮次", "单位", *columns.split()]
    cells = [
        [
            "上次",
            unit,
            *(cell if name == "项" else read(cell) for name, cell in zip(columns.split(), row, strict=True)),
        ]
        for unit, *row in rows
    ]
    frame = pd.DataFrame(cells, columns=names, dtype=object, index=range(2, len(cells) + 2))
    assert EARLIER.settle is not None
    return EARLIER.settle(Table("previous_results", "上次.xlsx", "上次", "2" * 64, frame))[0]


NOW = ballots({"满意": 60, "基本满意": 30, "不满意": 10})


def found(campaign: Campaign, *tables: Table) -> dict[str, Finding]:
    return {finding.rule: finding for finding in run_checks(Sheets((UNIT, *tables)), campaign)}


def test_an_earlier_round_of_shares_is_compared_once_somebody_said_of_what_they_are() -> None:
    table = before(("财政局", "工作", "50.5%", "30%", "19.5%"))
    said = campaign_of().model_copy(update={"answers": {"历次结果·占比的分母": "有效票"}})
    other = campaign_of().model_copy(update={"answers": {"历次结果·占比的分母": "作答票"}})

    unsaid = found(campaign_of(), NOW, table)["shares.base"]

    assert "change" not in figures(campaign_of(), NOW, table)
    assert unsaid.question is not None
    assert (unsaid.question.key, unsaid.question.proposal) == ("历次结果·占比的分母", "有效票")
    assert figures(said, NOW, table)["change"].text == "提高9.5个百分点"
    assert "shares.base" not in found(said, NOW, table)
    assert "change" not in figures(other, NOW, table)
    assert "不是一个分母" in found(other, NOW, table)["previous_results.other_scale"].problem


def test_a_bare_rate_of_an_earlier_round_is_compared_only_if_it_means_the_same() -> None:
    table = before(("财政局", None, "88.5%"), columns="项 好评率")
    said = campaign_of().model_copy(update={"answers": {"历次结果·好评率的口径": "一样"}})

    assert "change" not in figures(campaign_of(), NOW, table)
    assert found(campaign_of(), NOW, table)["shares.rate"].question is not None
    facts = figures(said, NOW, table)
    assert (facts["previous_positive_rate"].text, facts["change"].text) == ("88.5%", "提高1.5个百分点")
    assert facts["previous_positive_rate"].sources[0].file == "上次.xlsx"


def test_a_unit_with_another_name_in_the_earlier_round_is_asked_about_and_stops_nothing() -> None:
    table = before(("县财政税务局", "工作", 60, 30, 10, 100), columns="项 第1等 第2等 第3等 有效票")
    key = "历次结果·单位：县财政税务局"
    said = campaign_of().model_copy(update={"answers": {key: "财政局"}})

    told_of = found(campaign_of(), NOW, table)["previous_results.renamed"]

    assert told_of.level != "error"
    assert told_of.question is not None
    assert (told_of.question.key, told_of.question.proposal) == (key, "财政局")
    assert "change" not in figures(campaign_of(), NOW, table)
    assert figures(said, NOW, table)["change"].text == "持平"


UNSIZED = totals(("90.68%", "6.32%", "3%"))
ENOUGH_KEY = "评议票汇总·有效票不少于5张"


def answering(answer: str) -> Campaign:
    return campaign_of(minimum=5).model_copy(update={"answers": {ENOUGH_KEY: answer} if answer else {}})


def sized(campaign: Campaign, table: Table = UNSIZED) -> list[Finding]:
    found = run_checks(Sheets((UNIT, table)), campaign)
    return [finding for finding in found if finding.rule == "shares.unknown_size"]


def test_whether_shares_are_of_enough_ballots_is_asked_once_and_until_then_they_go_out() -> None:
    [finding] = sized(answering(""))

    assert finding.question is not None
    assert (finding.question.key, finding.question.proposal) == (ENOUGH_KEY, "都不少于")
    assert "先照常公布" in finding.problem
    assert "work.g1.rate" in figures(answering(""), UNSIZED)


@pytest.mark.parametrize("answer", ["都不少于", "有的不到", "不知道"])
def test_the_answer_decides_whether_shares_of_unknown_size_go_out(answer: str) -> None:
    facts, told = figures(answering(answer), UNSIZED), answer == "都不少于"

    assert ("work.g1.rate" in facts) == told
    assert bool(sized(answering(answer))) != told
    assert told or facts["suppressed"].text == "票数不详"


def test_shares_beside_their_valid_ballots_are_not_asked_about() -> None:
    table = totals(("90.63%", "9.38%", 0, 32), columns="第1等 第2等 第3等 有效票")

    assert not sized(answering(""), table)
    few = totals(("66.7%", "33.3%", 0, 3), columns="第1等 第2等 第3等 有效票")
    assert "work.g1.count" not in figures(answering(""), few)
