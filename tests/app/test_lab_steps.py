"""What an analyst sees in the lab: names refused with the nearest, empty results with their reason."""

from collections.abc import Callable
from typing import Any

import pytest

from kit.app import stages
from kit.app.show import charts, frame
from kit.app.show.tables import labelled_frame
from kit.model.fact import Fact, Facts
from kit.model.finding import ParameterError

Office = Any
HIDDEN = Facts([Fact("evaluation.U1.suppressed", "不公布的原因", "有效票不足5张", "有效票不足5张")])


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (lambda work: stages.chart_of_grades(work, "财证局"), "单位目录里没有“财证局”。是不是“财政局”？"),
        (lambda work: stages.chart_of_grades(work, 3), "单位目录里没有“3”"),
        (lambda work: stages.words_by_aspect(work, "八"), "most：写的是 '八'。要写成整数，不加引号，"),
        (lambda work: stages.verify_all(work, "全部"), "lint_notices：写的是 '全部'。要写成整数，不加引号"),
        (lambda work: stages.make_notices(work, jobs=True), "参数 jobs：写的是 True。要写成整数"),
        (lambda _: stages.chosen_kinds(5), "参数 kinds：写的是 5。要写成方括号里的一列文字"),
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_meant_is_refused_in_chinese(
    office: Office, step: Callable[[Any], object], told: str
) -> None:
    with pytest.raises(ParameterError) as raised:
        step(office.work())

    assert told in str(raised.value)


def test_one_kind_of_document_may_be_named_without_brackets(office: Office) -> None:
    assert [
        outcome.name for outcome in stages.draft_documents(office.work(), stages.chosen_kinds("方案"))
    ] == ["方案"]


def test_the_chart_of_a_suppressed_unit_says_why_it_is_empty(office: Office) -> None:
    office.facts = HIDDEN

    chart = stages.chart_of_grades(office.work(), "财政局")

    assert chart.title == "财政局各项得到的等次"
    assert "有效票不足5张，不公布分项结果，所以没有图。" in chart.svg


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (stages.forms_by_channel, frame.FORMS),
        (stages.chart_of_returns, frame.FORMS),
        (stages.opinions_by_origin, frame.OPINIONS),
        (stages.chart_of_origins, frame.OPINIONS),
        (stages.opinions_over_time, frame.OPINIONS),
        (stages.opinions_by_aspect, frame.MERGED),
        (stages.chart_of_aspects, frame.MERGED),
        (stages.words_by_aspect, frame.WORDS),
        (lambda work: stages.proposals(work, None), frame.REGISTER),
        (stages.table_of_hot_issues, frame.REGISTER),
        (lambda work: stages.chart_of_hot_issues(stages.table_of_hot_issues(work)), frame.REGISTER),
        (stages.chart_of_units, frame.BALLOTS),
        (stages.chart_of_changes, frame.BEFORE),
        (lambda work: stages.by_finding(work.all_findings), frame.FINDINGS),
        (stages.verify_all, None),
    ],
)
def test_what_is_empty_says_why_and_what_to_do(
    office: Office, step: Callable[[Any], Any], why: str | None
) -> None:
    made = step(office.work())
    shown = stages.table_of_verified(made) if why is None else made

    said = shown.svg if isinstance(shown, charts.Chart) else shown._repr_html_()
    assert (why or frame.OUTPUTS) in said


def test_text_stands_left_figures_right_and_short_cells_are_not_broken() -> None:
    rows = [("财政局", 12, "93.3%", "甲" * 20), ("<档案局>", 3, "—", "")]

    html = labelled_frame(rows, ("单位", "票", "率", "说明"))._repr_html_()

    assert '<th style="text-align: left; white-space: nowrap">财政局</th>' in html
    assert '<td style="text-align: right; white-space: nowrap">12</td>' in html
    assert '<td style="text-align: right; white-space: nowrap">—</td>' in html
    assert f'<td style="text-align: left">{"甲" * 20}</td>' in html
    assert "&lt;档案局&gt;" in html


def test_origins_stand_in_order_of_their_numbers(office: Office) -> None:
    office.facts = Facts(
        Fact(f"opinions.channel.{at}", f"{name}原始意见条数", number, str(number), "条")
        for at, (name, number) in enumerate([("座谈会", 3), ("来信", 9), ("走访", 5)], 1)
    )

    assert list(stages.opinions_by_origin(office.work()).index) == ["来信", "走访", "座谈会"]
