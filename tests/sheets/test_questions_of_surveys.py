"""Questions are told from their values, whatever their options hold and whoever is silent."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.campaign import Campaign
from kit.model.survey import Survey, SurveyQuestion
from kit.model.table import Table
from kit.sheets.claiming import ClaimedSheet, Claiming
from kit.sheets.grid import Grid
from kit.sheets.opening import read_workbook
from kit.sheets.surveying.answer_sheets import claim_answer_sheets
from kit.sheets.surveying.choices import split_choices, whole_options
from kit.sheets.surveying.own_columns import own_columns, repeated_sheets
from kit.sheets.surveying.purposes import OPEN, SINGLE, answers_of, purpose_of
from kit.sheets.surveying.tallies import OpenTally, QuestionTally, open_tally_of, tally_of

DATA = Path(__file__).parents[1] / "data" / "surveys"
OFFICE = {"name": "某办公室", "body": "某机关", "body_short": "机关"}
CAMPAIGN = Campaign.model_validate({"campaign": {"title": "试", "year": 2023}, "office": OFFICE})
WORDS = [
    *("交通", "住房", "看病", "上学", "就业", "养老", "环境", "治安"),
    *("停车", "噪音", "物业", "公交", "绿化", "供水", "供电"),
]
OPINIONS = ["路灯不亮", "食堂菜价太高了", "没有固定的停车位", "暂无空调", "很好", "建议少开会"]
NOTHING = ["无", "没有", "无意见", "2、无", "3、暂无。", "没有意见"]
MARKS = ["┋", "、", "；", ";", ","]


def claimed(rows: list[list[Any]], file: str = "问卷.xlsx") -> ClaimedSheet | None:
    return claim_answer_sheets(Grid(file, "Sheet1", rows), Claiming("0" * 64, CAMPAIGN))


def survey_in(table: Table) -> Survey:
    assert isinstance(table.survey, Survey)
    return table.survey


def texts_of(table: Table, question: SurveyQuestion) -> list[list[str]]:
    return [[str(cell or "") for cell in table.frame[heading]] for heading in question.columns]


def tally_in(table: Table, heading: str) -> QuestionTally:
    [question] = [each for each in survey_in(table).questions if heading in each.columns]
    return tally_of(question, texts_of(table, question))


def open_in(table: Table) -> OpenTally:
    [question] = survey_in(table).open
    return open_tally_of(texts_of(table, question)[0])


def counts(tally: QuestionTally) -> dict[str, int]:
    return {option: len(chosen) for option, chosen in tally.chosen.items()}


def export(name: str) -> Table:
    [grid] = read_workbook(DATA / f"{name}.xlsx", f"{name}.xlsx").grids
    found = claim_answer_sheets(grid, Claiming("0" * 64, CAMPAIGN))
    assert found is not None
    return found.table


def options_of(random: Random, mark: str) -> list[str]:
    """Return options of words that no other option has; some hold a mark, though not the one between them."""
    words = random.sample(WORDS, 10)
    inside = [each for each in ("，", "、", "；") if each != mark]
    return [
        one if random.random() < 0.6 else f"{one}{random.choice(inside)}{other}"
        for one, other in zip(words[::2], words[1::2], strict=True)
    ][: random.randint(2, 5)]


@given(st.randoms(use_true_random=False), st.integers(12, 60), st.sampled_from(MARKS), st.floats(0, 0.95))
def test_law_a_survey_gives_back_its_tallies_whatever_its_options_hold(
    random: Random, number: int, mark: str, silent: float
) -> None:
    ones, several = options_of(random, ""), options_of(random, mark)
    single = [random.choice(["", *ones, *ones]) for _ in range(number)]
    single[: 2 * len(ones)] = ones * 2
    sets = [random.sample(several, random.randint(1, len(several))) for _ in range(number)]
    sets[: 2 * len(several)] = [[option] for option in several * 2]
    sets[-1] = several
    said = [
        random.choice(NOTHING) if random.random() < silent else f"建议{WORDS[at % 15]}的事早些办好，第{at}条"
        for at in range(number)
    ]
    rows: list[list[Any]] = [["序号", "1、您的身份是", "2、您关心什么（多选）", "3、您有什么意见建议？"]]
    rows += [[float(at + 1), single[at], mark.join(sets[at]), said[at]] for at in range(number)]

    found = claimed(rows)

    assert found is not None
    one, many, opinions = (
        tally_in(found.table, rows[0][1]),
        tally_in(found.table, rows[0][2]),
        open_in(found.table),
    )
    assert counts(one) == Counter(filter(None, single))
    assert sum(counts(one).values()) + len(one.blank) + len(one.skipped) == number
    assert counts(many) == Counter(option for chosen in sets for option in chosen)
    assert len(many.answered) == number
    assert len(opinions.opinions) == sum(text not in NOTHING for text in said)
    assert len(opinions.opinions) + len(opinions.nothing) + len(opinions.praise) == number


@given(
    st.lists(
        st.sampled_from(OPINIONS),
        max_size=12,
    ),
    st.lists(st.sampled_from([*NOTHING, "(空)", ""]), max_size=200),
    st.sampled_from(["您还有什么意见建议？", "其他", "您想对我们说的话"]),
)
def test_law_answers_that_say_nothing_never_close_an_open_question(
    said: list[str], silent: list[str], heading: str
) -> None:
    before = purpose_of(heading, answers_of(said), ("┋",), ("、", "，"))
    after = purpose_of(heading, answers_of([*said, *silent]), ("┋",), ("、", "，"))

    assert after.kind == OPEN or before.kind != OPEN


@pytest.mark.parametrize(
    ("name", "number", "opinions"), [("导出20", 30, 10), ("导出40", 50, 10), ("comma", 30, 10)]
)
def test_opinions_are_found_whatever_the_share_of_those_who_have_none(
    name: str, number: int, opinions: int
) -> None:
    table = export(name)

    assert (len(table.frame), len(open_in(table).opinions)) == (number, opinions)
    assert len(open_in(table).nothing) == number - opinions


def test_an_option_with_a_comma_stays_whole_and_choices_are_cut_only_where_they_recombine() -> None:
    worries, levels = export("comma"), export("r07_single_choice_comma")

    assert sorted(counts(tally_in(worries, "2、您最担心哪种情况？")).values()) == [5, 10, 15]
    assert counts(tally_in(levels, "经验水平")) == {
        "无经验，正在学习": 3,
        "熟练": 3,
        "有经验（做过一两年）": 2,
    }
    assert {question.stem: question.kind for question in survey_in(levels).questions} == {
        "身份": "single",
        "经验水平": "single",
        "最担心问题": "multiple",
        "开放建议": "open",
    }


def test_alike_answers_without_a_time_are_those_of_different_people() -> None:
    table = export("alike")

    assert counts(tally_in(table, "1、对机关作风是否满意？")) == {"满意": 9, "不满意": 1}


def test_the_same_answer_sheet_exported_twice_is_known_by_its_time() -> None:
    columns = [["1", "2", "3"], ["2023/9/11 8:00:01", "2023/9/11 8:00:01", ""], ["好", "好", "好"]]

    assert repeated_sheets(columns, {0: "serial", 1: "time"}) == {1: 0}
    assert repeated_sheets(columns[1:], {}) == {}


def test_a_closed_survey_without_any_site_is_told_by_its_values() -> None:
    table = export("r03_closed_survey")

    assert [question.kind for question in survey_in(table).questions] == [
        *("single", "single", "scale", "scale", "single")
    ]
    assert len(table.frame) == 30


def rows_of(heading: list[str], *answers: tuple[str, ...], times: int = 1) -> list[list[Any]]:
    body = [answer for answer in answers for _ in range(times)]
    return [["序号", *heading], *([float(at), *answer] for at, answer in enumerate(body, 1))]


def test_a_matrix_under_two_levels_of_headings_is_a_question_a_line() -> None:
    rows: list[list[Any]] = [
        ["序号", "您的身份", "请评价", "", ""],
        ["", "", "服务态度", "办事效率", "环境卫生"],
        *(
            [float(at), "群众" if at % 2 else "干部", "满意", "基本满意" if at % 3 else "不满意", "满意"]
            for at in range(1, 13)
        ),
    ]

    found = claimed(rows)

    assert found is not None
    questions = survey_in(found.table).questions
    assert [(question.stem, question.sub) for question in questions[1:]] == [
        ("请评价", "服务态度"),
        ("请评价", "办事效率"),
        ("请评价", "环境卫生"),
    ]
    assert counts(tally_in(found.table, questions[2].columns[0])) == {"基本满意": 8, "不满意": 4}


def test_ticks_in_one_column_an_option_are_one_question_of_several_choices() -> None:
    heading = ["1、您的性别", "2、您关心什么—交通", "2、您关心什么—住房", "2、您关心什么—看病"]
    rows = rows_of(heading, ("男", "1", "0", "1"), ("女", "0", "1", "0"), ("女", "", "", ""), times=4)

    found = claimed(rows)

    assert found is not None
    tally = tally_in(found.table, heading[1])
    assert counts(tally) == {"交通": 4, "住房": 4, "看病": 4}
    assert (len(tally.answered), len(tally.blank)) == (8, 4)


def test_a_ranking_is_told_by_its_arrows_or_by_its_places() -> None:
    arrows = rows_of(
        ["1、您的性别", "2、请排序"],
        ("男", "交通→住房→看病"),
        ("女", "住房→交通→看病"),
        ("男", "交通→看病"),
        times=4,
    )
    heading = ["1、您的性别", "2、请排序(交通)", "2、请排序(住房)"]
    places = rows_of(heading, ("男", "1", "2"), ("女", "2", "1"), ("男", "1", "2"), times=4)

    for rows, column in ((arrows, "2、请排序"), (places, "2、请排序(交通)")):
        found = claimed(rows)
        assert found is not None
        tally = tally_in(found.table, column)
        assert Counter(tally.ranks["交通"].values()) == {1: 8, 2: 4}


def test_numbers_say_how_much_or_are_points_of_a_scale() -> None:
    rows = rows_of(
        ["1、您的年龄", "2、请给服务打分（1-5分）", "3、您的性别"],
        *((f"{20 + at}岁", f"{1 + at % 5}分", "男" if at % 2 else "女") for at in range(20)),
    )

    found = claimed(rows)

    assert found is not None
    assert [question.kind for question in survey_in(found.table).questions] == ["number", "scale", "single"]


def test_what_a_site_writes_itself_is_known_by_its_cells_and_not_by_its_heading_alone() -> None:
    labels = ["来源", "来自IP", "提交时间"]
    site = [["微信", "链接"], ["1.2.3.4", "1.2.3.5"], ["2023-9-11 8:00", "2023-9-11 9:00"]]
    asked = [["电视", "报纸"], ["电视台", "报社"], ["上半年", "下半年"]]

    assert own_columns(labels, site) == {0: "source", 1: "ip", 2: "time"}
    assert own_columns(labels, asked) == {}


def numbered(heading: str, *cells: str) -> list[list[Any]]:
    """Return 19 rows; cells take turns where | parts them, {} is the row's number."""
    turns = [cell.split("|") for cell in cells]
    rows = [[turn[at % len(turn)].format(at) for turn in turns] for at in range(1, 20)]
    return [heading.split(), *([float(at), *row] for at, row in enumerate(rows, 1))]


LEDGERS = {
    "ledger": numbered(
        "序号 单位 问题类型 整改状态 责任人 完成时间 具体情况",
        *("某{}单位", "作风|业务", "已完成|推进中|已完成", "某甲|某乙", "2023-9-{}"),
        "第{}个问题已经交给有关科室去办理了",
    ),
    "roster": numbered("序号 姓名 性别 政治面貌 联系电话", "某{}", "男|女", "党员|群众", "139{:08d}"),
    "yes and no": numbered("序号 事项 是否办结 是否公开", "事项{}", "是|否", "是|是|否"),
}


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_or_a_roster_is_no_survey(name: str) -> None:
    assert claimed(LEDGERS[name]) is None


def test_every_row_of_a_survey_is_used_or_named() -> None:
    rows = [
        ["某某满意度问卷", "", ""],
        *rows_of(["1、您的性别", "2、是否满意"], ("男", "满意"), ("女", "不满意"), times=6),
        [13.0, "", ""],
        ["", "", ""],
        ["合计", "12", ""],
        ["说明：由办公室录入", "", ""],
    ]

    found = claimed(rows)

    assert found is not None
    assert survey_in(found.table).name == "某某满意度问卷"
    assert len(found.table.frame) == 12
    assert found.named == {
        1: "标题",
        2: "列名",
        15: "只有序号，没有作答",
        16: "空行",
        17: "合计",
        18: "说明",
    }


def test_pieces_that_never_part_are_one_option() -> None:
    whole = whole_options(["甲，乙", "丙", "丙，甲，乙"], "，")

    assert whole == ("甲，乙",)
    assert split_choices("丙，甲，乙", "，", whole) == ["丙", "甲，乙"]


def test_the_first_wide_row_is_the_heading_whatever_stands_in_the_rows_below() -> None:
    heading = ["时间戳记", "您的科室", "您每周加班几次？", "您喜欢哪些培训", "想说的话"]
    rows = [
        heading,
        *(
            [
                f"2024/3/{at} 上午 9:{at:02d}:00",
                "内科" if at % 2 else "外科",
                float(at % 4),
                ["业务, 写作", "业务", "写作, 安全", "安全"][at % 4],
                ["好", f"希望少开会，第{at}条", ""][at % 3],
            ]
            for at in range(1, 29)
        ),
    ]

    found = claimed(rows)

    assert found is not None
    assert len(found.table.frame) == 28
    assert [question.stem for question in survey_in(found.table).questions] == heading[1:]


def test_answers_without_any_heading_are_no_survey() -> None:
    rows = [[float(at), "满意" if at % 2 else "不满意", "男" if at % 3 else "女"] for at in range(1, 20)]

    assert claimed([["1", "满意", "男"], *rows]) is None


BALLOTS = numbered(
    "票号 单位 理论学习 调查研究 推动发展", "甲局|乙局", "好|较好|一般", "好|较好|差", "好|差|一般"
)


def test_what_may_be_ballots_is_a_survey_only_if_its_questions_are_put_to_people() -> None:
    told = Claiming("0" * 64, CAMPAIGN, is_doubtful=True)
    asked = [
        [*BALLOTS[0], "您最关心什么（多选）"],
        *([*row, ["甲、乙", "甲", "乙"][at % 3]] for at, row in enumerate(BALLOTS[1:])),
    ]

    assert claim_answer_sheets(Grid("票.xlsx", "Sheet1", BALLOTS), told) is None
    assert claim_answer_sheets(Grid("票.xlsx", "Sheet1", asked), told) is not None


def test_a_question_that_asks_for_words_is_open_where_nothing_is_said_in_several_ways() -> None:
    said = ["无"] * 8 + ["没有"] * 4 + ["很好"] * 4 + ["多放几把椅子"] * 4 + ["周末也开门"] * 4

    assert purpose_of("还有什么建议", answers_of(said), ("┋",), ("、", "，")).kind == OPEN


@given(
    heading=st.sampled_from(["意见建议", "其他想说的", "3、您还有什么意见", "意见", "想对我们说的话"]),
    nothing=st.sampled_from(["无", "没有", "无意见"]),
    wishes=st.lists(st.sampled_from(["延长门诊时间", "排队太久", "多开两个窗口"]), min_size=1, max_size=20),
    silent=st.integers(1, 40),
)
def test_law_the_same_few_wishes_again_and_again_are_no_options_where_words_are_asked_for(
    heading: str, nothing: str, wishes: list[str], silent: int
) -> None:
    answers = answers_of([*wishes, *[nothing] * silent])

    assert purpose_of(heading, answers, ("┋",), ("、", "，")).kind == OPEN


@pytest.mark.parametrize("heading", ["对方案的意见", "您希望改进的方面", "反映问题的渠道", "有什么原因"])
def test_short_answers_from_a_list_are_options_still(heading: str) -> None:
    answers = answers_of(["赞成", "反对", "赞成", "保留"] * 5)

    assert purpose_of(heading, answers, ("┋",), ("、", "，")).kind == SINGLE


def test_numbers_of_those_who_gave_each_answer_are_no_answers() -> None:
    rows = [
        ["社区", "卫生", None, None, None, None, None],
        [None, "居民代表", None, None, "驻区单位", None, None],
        [None, *["满意", "基本满意", "不满意"] * 2],
        *[[name, 10, 5, 5, 4, 3, 1] for name in ("东河社区", "西河社区", "柳园社区", "北门社区")],
    ]

    assert claimed(rows) is None


@pytest.mark.parametrize(
    "heading",
    ["{}（得分）", "{}_分数", "Points - {}", "得分：{}"],
    ids=["brackets", "line", "before", "colon"],
)
def test_points_beside_the_words_of_an_answer_are_no_question(heading: str) -> None:
    points = {"好": 100, "较好": 80, "差": 0}
    asked = "您对保洁的评价"
    rows: list[list[Any]] = [["序号", "提交时间", asked, heading.format(asked), "您走哪个门"]]
    for at, grade in enumerate([*points] * 5, 1):
        rows.append([at, f"2024/6/{at} 11:00:00", grade, points[grade], "东门" if at % 2 else "西门"])

    found = claimed(rows)

    assert found is not None
    assert [each.stem for each in survey_in(found.table).questions] == [asked, "您走哪个门"]


def test_a_number_that_an_answer_does_not_decide_is_a_question_of_its_own() -> None:
    rows: list[list[Any]] = [["序号", "提交时间", "您常去的窗口", "您常去的窗口（得分）"]]
    rows += [[at, f"2024/6/{at} 11:00:00", "甲" if at % 2 else "乙", at % 5 + 1] for at in range(1, 21)]

    found = claimed(rows)

    assert found is not None
    assert len(survey_in(found.table).questions) == 2


def test_days_that_people_answer_are_no_choices_and_that_is_said() -> None:
    rows: list[list[Any]] = [["序号", "提交时间", "1、入住日期", "2、您满意吗", "3、您走哪个门"]]
    rows += [
        [at, f"2024/6/{at} 11:00:00", f"2019-0{at % 9 + 1}-{at:02d}", "满意" if at % 2 else "一般", "东门"]
        for at in range(1, 21)
    ]

    found = claimed(rows)

    assert found is not None
    assert [each.stem for each in survey_in(found.table).questions] == ["您满意吗", "您走哪个门"]
    assert found.findings == ()
