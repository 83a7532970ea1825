"""Surveys and survey_totals as facts: every count with its base and its cells, whichever office sent them."""

import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strangers import DATA, stranger

from kit.app.work import Work, open_campaign
from kit.model.campaign import Campaign
from kit.model.fact import Facts
from kit.model.table import Sheets
from kit.sheets.claiming import Claiming
from kit.sheets.grid import Grid
from kit.sheets.surveying.answer_sheets import claim_answer_sheets
from kit.sheets.surveying.totals import claim_survey_totals
from kit.topics.ledger import count_all
from kit.topics.surveys import survey_lines

SURVEYS = Path(__file__).parents[1] / "data" / "surveys"
OFFICE = {"name": "某办公室", "body": "某机关", "body_short": "机关"}
CAMPAIGN = Campaign.model_validate({"campaign": {"title": "试", "year": 2023}, "office": OFFICE})
COMMITTEE = "surveys.石桥县卫生健康局主题教育征求意见问卷"
SETTINGS = """
[campaign]
title = "试验"
year = 2023

[office]
name = "试验办公室"
body = "试验机关"
body_short = "机关"
"""


def facts_of(*grids: Grid) -> Facts:
    claims = (claim_answer_sheets, claim_survey_totals)
    found = [
        next(filter(None, (claim(grid, Claiming("0" * 64, CAMPAIGN)) for claim in claims))) for grid in grids
    ]
    return count_all(Sheets(tuple(each.table for each in found)), CAMPAIGN)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Work:
    return open_campaign(stranger("health_bureau", tmp_path_factory.mktemp("survey") / "局"))


def expected(name: str) -> Any:
    return json.loads((DATA / "health_bureau.expected.json").read_text(encoding="utf-8"))["survey"][name]


def options(facts: Facts, question: str) -> dict[str, object]:
    start = f"{COMMITTEE}.{question}."
    return {
        id_.removeprefix(start).removesuffix(".count"): fact.value
        for id_, fact in facts.items()
        if id_.startswith(start) and id_.endswith(".count")
    }


def test_a_strangers_survey_is_counted_as_the_records_behind_it_say(bureau: Work) -> None:
    facts = bureau.facts
    words = f"{COMMITTEE}.您对县卫生健康局领导班子和工作还有哪些意见建议"

    assert facts[f"{COMMITTEE}.answers"] == expected("answers")
    assert options(facts, "您的身份是") == expected("identity")
    assert options(facts, "您对县卫生健康局主题教育开展情况的总体评价是") == expected("overall")
    assert options(facts, "您认为当前最需要解决的问题是(多选)") == expected("problems (multiple)")
    assert facts[f"{words}.opinions"] == expected("opinions")
    assert facts[f"{words}.praise"] == expected("praise only (很好)")
    assert facts[f"{words}.no_opinion"] == expected("no opinion")


def test_the_first_screen_says_in_a_line_what_a_survey_gave(bureau: Work) -> None:
    line, hint = survey_lines(bureau.reading.sheets)

    assert "86 份" in line
    assert "3 道选择题已统计；第4题是意见栏：15 条意见、52 份无意见、19 份只说“很好”" in line
    assert "kit opinions import" in hint


def test_a_share_of_several_choices_says_its_base_and_that_shares_may_pass_the_whole(bureau: Work) -> None:
    fact = bureau.facts[f"{COMMITTEE}.您认为当前最需要解决的问题是(多选).看病贵.rate"]

    assert fact.value == Fraction(3600, 86)
    assert "作答的86人" in fact.basis
    assert "可超过100%" in fact.basis


def test_every_fact_of_a_survey_stands_on_its_cells_under_a_name_that_templates_can_use(bureau: Work) -> None:
    facts = [fact for fact in bureau.facts.values() if fact.id.startswith("surveys.")]

    assert all(fact.sources for fact in facts if fact.value)
    assert [fact.name for fact in facts if not fact.name.isidentifier()] == []
    [[good]] = [[*fact.sources] for fact in facts if fact.id.endswith("总体评价是.好.count")]
    assert (good.column, len(good.rows)) == ("2、您对县卫生健康局主题教育开展情况的总体评价是", 53)


def test_the_staff_poll_of_a_group_is_a_survey_by_unit_and_in_all(tmp_path: Path) -> None:
    facts = open_campaign(stranger("water_group", tmp_path / "集团")).facts
    whole = "surveys.职工群众满意度测评"
    parts = ("满意", "基本满意", "不满意", "不了解")

    assert facts[f"{whole}.by.城东供水.满意.count"] == 113
    assert facts[f"{whole}.by.城东供水.满意率.rate"].text == "90.7%"
    assert sum(facts[f"{whole}.{part}.count"].value for part in parts) == facts[f"{whole}.answers"].value  # type: ignore[misc]
    assert len([id_ for id_ in facts if id_.startswith(f"{whole}.by.") and id_.endswith(".answers")]) == 60


def totals(*rows: list[Any]) -> Grid:
    heading = ["序号", "单位", "参加人数", "满意", "基本满意", "不满意", "满意率"]
    return Grid("汇总.xlsx", "随便什么名字", [["某测评统计表", *[""] * 6], heading, *rows])


def test_a_wrong_percentage_or_sum_is_a_finding_and_no_stop() -> None:
    grid = totals(
        *([float(at), f"甲{at}", 10.0, 6.0, 2.0, 2.0, "80.00%"] for at in range(1, 20)),
        [20.0, "乙", 10.0, 6.0, 2.0, 2.0, "90.00%"],
        [21.0, "丙", 11.0, 6.0, 2.0, 2.0, "72.73%"],
        ["合计", "", 211.0, 126.0, 42.0, 41.0, ""],
    )

    found = claim_survey_totals(grid, Claiming("0" * 64, CAMPAIGN))

    assert found is not None
    assert {(finding.rule, finding.level, finding.place.row) for finding in found.findings} == {
        ("survey.rate", "warning", 22),
        ("survey.sum", "warning", 23),
        ("survey.total", "warning", 24),
    }
    assert facts_of(grid)["surveys.某测评.满意率.rate"] == Fraction(16800, 211)


def test_counts_that_are_no_answers_are_no_totals_of_a_survey() -> None:
    rows = [[f"甲{at}", 10.0, 8.0, 2.0] for at in range(1, 9)]
    grid = Grid("票数.xlsx", "票", [["单位", "收回", "有效", "无效"], *rows])

    assert claim_survey_totals(grid, Claiming("0" * 64, CAMPAIGN)) is None


@given(
    st.lists(st.sampled_from(["满意", "基本满意", "不满意", ""]), min_size=20, max_size=40),
    st.lists(st.sampled_from(["A．甲", "A.甲", "甲 乙", "甲乙", "乙"]), min_size=40, max_size=40),
)
def test_law_counts_of_a_single_choice_and_blanks_add_up_to_the_answer_sheets(
    graded: list[str], chosen: list[str]
) -> None:
    graded[:4], chosen[:4] = ["满意", "不满意", "满意", "不满意"], ["乙", "乙", "甲乙", "甲乙"]
    rows = [[float(at), one, two] for at, (one, two) in enumerate(zip(graded, chosen, strict=False), 1)]

    facts = facts_of(Grid("某问卷.xlsx", "Sheet1", [["序号", "1、是否满意", "2、您选哪个"], *rows]))

    for question in ("是否满意", "您选哪个"):
        start = f"surveys.某问卷.{question}"
        said = [facts[id_].value for id_ in facts if id_.startswith(f"{start}.") and id_.endswith(".count")]
        assert sum(said) + facts[f"{start}.blank"].value == facts["surveys.某问卷.answers"].value  # type: ignore[arg-type,operator]


def test_two_surveys_of_one_name_and_questions_of_one_wording_keep_facts_of_their_own() -> None:
    def grid(file: str, *heading: str) -> Grid:
        rows = [[float(at), "满意" if at % 2 else "不满意", "好" if at % 3 else "差"] for at in range(1, 13)]
        return Grid(file, "Sheet1", [["某某满意度问卷", "", ""], ["序号", *heading], *rows])

    facts = facts_of(
        grid("一.xlsx", "1、您的评价", "2、您的评价"), grid("二.xlsx", "1、您的评价", "2、其他评价")
    )

    assert len({fact.name for fact in facts.values()}) == len(facts)
    assert len([id_ for id_ in facts if id_.endswith(".answers")]) == 2


def test_batches_of_one_survey_are_one() -> None:
    def grid(file: str) -> Grid:
        rows = [[float(at), "满意" if at % 2 else "不满意", "男"] for at in range(1, 13)]
        return Grid(file, "Sheet1", [["某某满意度问卷", "", ""], ["序号", "1、您的评价", "2、性别"], *rows])

    facts = facts_of(grid("一.xlsx"), grid("二.xlsx"))

    assert facts["surveys.某某满意度问卷.answers"] == 24
    assert len(facts["surveys.某某满意度问卷.answers"].sources) == 2


@pytest.mark.parametrize(
    ("name", "answers"),
    [("alike", 10), ("comma", 30), ("r03_closed_survey", 30), ("导出20", 30), ("导出40", 50)],
)
def test_a_survey_of_any_site_or_none_is_known_in_the_inbox(name: str, answers: int, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    shutil.copy(SURVEYS / f"{name}.xlsx", tmp_path / "inbox")

    work = open_campaign(tmp_path)

    assert work.facts[f"surveys.{name}.answers"] == answers
    [account] = work.reading.account
    assert account.used + sum(run.number for run in account.named) == account.rows


def test_a_column_that_is_not_sure_is_asked_and_counted_once_it_is_answered() -> None:
    remarks = [f"这件事第{at}次才办成，来回跑了好几趟" for at in range(1, 13)]
    rows = [[float(at), "满意" if at % 2 else "不满意", said] for at, said in enumerate(remarks, 1)]
    sheet = [["序号", "1、您的评价", "2、经过", "3、您的性别"], *([*row, "男"] for row in rows)]
    grid = Grid("某问卷.xlsx", "Sheet1", sheet)

    asked = claim_answer_sheets(grid, Claiming("0" * 64, CAMPAIGN))
    assert asked is not None
    [finding] = asked.findings
    assert finding.question is not None
    answered = CAMPAIGN.model_copy(update={"answers": {finding.question.key: finding.question.proposal}})
    settled = claim_answer_sheets(grid, Claiming("0" * 64, answered))

    assert settled is not None
    assert settled.findings == ()
    assert count_all(Sheets((settled.table,)), answered)["surveys.某问卷.经过.opinions"] == 12
    assert "surveys.某问卷.经过.opinions" not in count_all(Sheets((asked.table,)), CAMPAIGN)
