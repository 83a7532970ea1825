"""The unit of a sheet of ballots: its column, its name, the title above, the file's name, in this order."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kit.model.finding import Question
from kit.model.roster import aliases, name_key, units_of
from kit.sheets.inbox import with_directories
from kit.topics.general import check_duplicate_key, check_unknown_unit
from kit.topics.kinds import kinds_of

if TYPE_CHECKING:
    from kit.model.finding import Finding

Said = Callable[..., list[str]]

UNITS = "单位ID 全称 简称 排序\nU1 石桥县财政局 县财政局 1\nU2 石桥县档案局 县档案局 2"
BALLOTS = "票号 工作好不好 作风好不好\n1 好 好\n2 好 差\n3 差 好"


def units(inbox: Any) -> list[Any]:
    return sorted({row["被评单位"] or "" for row in inbox.rows("ballots")})


def test_the_column_goes_before_the_name_of_the_sheet(inbox: Any) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n县财政局 好 好", sheet="县档案局")

    assert units(inbox) == ["县财政局"]


def test_the_name_of_the_sheet_goes_before_the_name_of_the_file(inbox: Any) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("县档案局评议票.xlsx", BALLOTS, sheet="县财政局")

    assert units(inbox) == ["县财政局"]


@pytest.mark.parametrize("title", ["单位：县财政局", "群众评议表（县财政局）", "石桥县财政局评议票录入"])
def test_the_title_tells_the_unit_where_the_sheet_has_no_name(inbox: Any, title: str) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("票.xlsx", f"{title} _ _\n{BALLOTS}", sheet="Sheet1")

    assert units(inbox) == ["县财政局"]


@pytest.mark.parametrize(
    "title",
    [
        "单位：票",
        "填报单位：县档案局",
        "填报：县档案局",
        "制表部门:县档案局",
        "报送机关：县档案局",
        "（单位：张）",
    ],
)
@pytest.mark.parametrize("directory", [UNITS, ""])
def test_who_sent_a_sheet_and_what_it_counts_in_is_nobody_judged(
    inbox: Any, title: str, directory: str
) -> None:
    if directory:
        inbox.draw("单位.xlsx", directory)
    inbox.draw("县财政局.xlsx", f"{title} _ _\n{BALLOTS}", sheet="Sheet1")

    assert units(inbox) == ["县财政局"]


JUDGED = ["部门", "科室", "被测评部门", "受评部门", "考核部门", "被考核单位", "测评对象", "部门名称"]


@pytest.mark.parametrize("heading", JUDGED)
def test_those_who_are_judged_may_be_called_departments(inbox: Any, heading: str) -> None:
    inbox.draw("票.xlsx", f"填报：县档案局 _ _\n{heading} 工作好不好 作风好不好\n县财政局 好 好")
    inbox.draw("汇总.xlsx", f"填报：县档案局 _ _ _\n{heading} 收回票 项目 好\n县财政局 9 工作好不好 9")

    assert units(inbox) == ["县财政局"]
    assert {row["被评单位"] for row in inbox.rows("tallied_ballots")} <= {"县财政局"}


def test_the_name_of_the_file_comes_last(inbox: Any) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("县档案局评议票.xlsx", BALLOTS, sheet="Sheet1")

    assert units(inbox) == ["县档案局"]


def test_without_a_directory_the_words_themselves_name_the_unit(inbox: Any) -> None:
    inbox.draw("县档案局评议票.xlsx", BALLOTS, sheet="Sheet1")

    assert units(inbox) == ["县档案局"]


def test_a_title_and_a_name_that_disagree_are_asked_and_nothing_is_chosen(inbox: Any, said: Said) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("票.xlsx", f"群众评议表（县档案局） _ _\n{BALLOTS}", sheet="县财政局")

    assert units(inbox) == [""]
    assert said(inbox.read().findings) == [
        (
            "票.xlsx「县财政局」：工作表名是“县财政局”，标题里却是“县档案局”，不知道是谁的，"
            "3 行没有算进任何单位。"
            "请核对是哪个单位，改对其中一处，或加一列“被评单位”。"
        )
    ]


def test_ballots_of_nobody_are_asked_once_not_row_by_row(inbox: Any, said: Said) -> None:
    inbox.draw("票.xlsx", BALLOTS, sheet="Sheet1")

    assert said(inbox.read().findings) == [
        (
            "票.xlsx「Sheet1」：没有“被评单位”列，工作表名、标题、文件名里也看不出是哪个单位，"
            "3 行没有算进任何单位。请加一列“被评单位”，或把工作表的名字改成单位的名字。"
        )
    ]


def test_a_name_that_only_one_full_name_ends_with_is_that_unit_and_it_is_said(inbox: Any, said: Said) -> None:
    inbox.draw("单位.xlsx", "全称 简称\n石桥县青龙镇卫生院 青龙卫生院\n石桥县柳河乡卫生院 柳河卫生院")
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n青龙镇卫生院 好 好\n青龙镇卫生院 差 好")

    assert units(inbox) == ["青龙卫生院"]
    assert said(inbox.read().findings) == [
        (
            "票.xlsx「表」第2行“被评单位”列：和单位目录的写法不同，按目录里的名称："
            "“青龙镇卫生院”算作“青龙卫生院”。不对的请改成单位目录里的全称或简称。"
        )
    ]


def test_a_name_that_two_full_names_end_with_is_nobody_s(inbox: Any) -> None:
    inbox.draw("单位.xlsx", "全称 简称\n东县人民医院 东医\n西县人民医院 西医")
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n人民医院 好 好\n人民医院 差 好")

    assert units(inbox) == ["人民医院"]


def test_a_name_that_abbreviates_one_unit_is_not_the_other_s_whose_name_ends_with_it(inbox: Any) -> None:
    inbox.draw("单位.xlsx", "全称 简称\n青山县林业第一中学 林校\n青山县一中 城校")
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n第一中学 好 好\n第一中学 差 好")

    assert units(inbox) == ["城校"]


def test_a_sheet_named_by_a_common_abbreviation_is_of_that_unit(inbox: Any) -> None:
    inbox.draw("单位.xlsx", "全称 简称\n青山县人力资源和社会保障局 人社系统\n青山县财政局 财政系统")
    inbox.draw("票.xlsx", BALLOTS, sheet="县人社局")

    assert units(inbox) == ["人社系统"]


def test_units_without_an_id_go_by_their_full_names_where_they_share_the_short_one(inbox: Any) -> None:
    inbox.draw("单位.xlsx", "全称 简称\n东县人民医院 医院\n西县人民医院 医院\n县财政局 财政局")

    found = units_of(inbox.read().sheets)

    assert [unit.id for unit in found] == ["东县人民医院", "西县人民医院", "财政局"]
    assert aliases(found).is_shared("医院")


def test_a_unit_written_once_for_each_block_holds_down_to_the_next(inbox: Any) -> None:
    rows = ["单位 工作好不好 作风好不好", "财政局 好 好", *["_ 好 差"] * 3, "档案局 差 好", *["_ 好 好"] * 2]
    inbox.draw("票.csv", "\n".join(rows))

    assert inbox.column("ballots", "被评单位") == ["财政局"] * 4 + ["档案局"] * 3


def test_a_directory_that_nobody_sent_is_drawn_up_from_the_ballots(inbox: Any) -> None:
    inbox.draw("县财政局评议票.xlsx", BALLOTS, sheet="Sheet1")
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n县档案局 好 好\n县档案局 差 好")

    reading = with_directories(inbox.read(), kinds_of(inbox.campaign))

    assert [row["全称"] for row in reading.sheets.rows("units")] == ["县财政局", "县档案局"]
    [proposed] = [finding for finding in reading.findings if finding.rule == "subject.proposed"]
    assert proposed.level == "warning"
    assert "列出 2 个：县财政局、县档案局" in proposed.problem


def test_a_sheet_of_names_and_numbers_is_no_directory(inbox: Any) -> None:
    inbox.draw("回收.xlsx", "序号 单位 交表份数\n1 财政局 3\n2 档案局 5")

    assert not inbox.read().sheets.has("units")


def test_a_number_of_a_ballot_may_stand_again_in_another_unit_or_sheet(inbox: Any) -> None:
    inbox.draw("票.xlsx", "票号 单位 工作好不好 作风好不好\n1 财政局 好 好\n1 档案局 好 好")
    inbox.draw("又.xlsx", "票号 单位 工作好不好 作风好不好\n1 财政局 差 好\n2 财政局 好 好\n2 财政局 好 好")

    found: list[Finding] = list(check_duplicate_key(inbox.read().sheets, inbox.campaign))

    assert [(finding.place.file, finding.place.row) for finding in found] == [("又.xlsx", 4)]


def answered(inbox: Any, **answers: str) -> Any:
    """Return the inbox of the same campaign after these answers."""
    inbox.campaign = inbox.campaign.model_copy(
        update={"answers": {name_key(said): meant for said, meant in answers.items()}}
    )
    return inbox


def test_a_slip_is_asked_once_with_the_likely_unit_and_the_answer_is_kept(inbox: Any) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n县财证局 好 好\n县财证局 差 好\n县档案局 差 好")

    [finding] = check_unknown_unit(inbox.read().sheets, inbox.campaign)

    assert (finding.rule, finding.level) == ("unit.unknown", "error")
    assert finding.question == Question(
        "单位名称：县财证局",
        "“县财证局”是单位目录里的哪个单位？",
        "石桥县财政局",
        ("石桥县财政局", "不算", "石桥县档案局"),
    )
    assert units(answered(inbox, 县财证局="石桥县财政局")) == ["县档案局", "县财政局"]
    assert list(check_unknown_unit(inbox.read().sheets, inbox.campaign)) == []


def test_a_name_that_is_like_none_may_be_answered_with_any_unit(inbox: Any) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n金库 好 好\n县档案局 差 好")

    [finding] = check_unknown_unit(inbox.read().sheets, inbox.campaign)

    assert finding.question is not None
    assert (finding.question.proposal, finding.question.choices) == (
        "",
        ("不算", "石桥县财政局", "石桥县档案局"),
    )
    many = replace(finding.question, choices=tuple(f"甲{n}局" for n in range(4000)))
    assert many.listed.endswith("甲11局……（共 4000 个，写名称就行）")


def test_a_name_of_several_units_is_asked_with_all_of_them_and_none_is_proposed(inbox: Any) -> None:
    inbox.draw("单位.xlsx", "全称 简称\n东县人民医院 东医\n西县人民医院 西医")
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n人民医院 好 好\n人民医院 差 好")

    [finding] = check_unknown_unit(inbox.read().sheets, inbox.campaign)

    assert finding.question is not None
    assert (finding.question.proposal, finding.question.choices) == (
        "",
        ("东县人民医院", "西县人民医院", "不算"),
    )
    assert units(answered(inbox, 人民医院="西医")) == ["西医"]


def test_a_name_that_was_answered_to_be_none_of_the_campaign_s_is_no_longer_told(inbox: Any) -> None:
    inbox.draw("单位.xlsx", UNITS)
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n外单位 好 好\n县档案局 差 好")

    assert [f.rule for f in check_unknown_unit(inbox.read().sheets, inbox.campaign)] == ["unit.unknown"]
    assert list(check_unknown_unit(answered(inbox, 外单位="不算").read().sheets, inbox.campaign)) == []


def test_without_a_directory_an_answer_makes_two_names_one_unit_or_none(inbox: Any) -> None:
    inbox.draw("票.xlsx", "单位 工作好不好 作风好不好\n财政局 好 好\n县财政局 差 好\n外单位 好 好")
    answered(inbox, 财政局="县财政局", 外单位="不算")

    reading = with_directories(inbox.read(), kinds_of(inbox.campaign), inbox.campaign.answers)

    assert [row["全称"] for row in reading.sheets.rows("units")] == ["县财政局"]


TOTALS = """
被评单位 收回票 无效票 有效票 项目 第1等 第2等 第3等 第4等
县财政局 8 0 8 工作好不好 4 4 0 0
县人社局 9 0 9 工作好不好 9 0 0 0
"""


@pytest.mark.parametrize(
    ("file", "sheet"),
    [
        ("票.xlsx", "单位 工作好不好 作风好不好\n县财政局 好 好\n县人社局 差 好"),
        (
            "汇总.xlsx",
            (TOTALS),
        ),
        ("名册.xlsx", "被评单位 类别 应参评 实到 发票数\n县财政局 中层 5 5 5\n县人社局 中层 6 6 6"),
    ],
)
def test_a_directory_is_drawn_up_from_ballots_from_totals_or_from_the_roster(
    inbox: Any, file: str, sheet: str
) -> None:
    inbox.draw(file, sheet)

    reading = with_directories(inbox.read(), kinds_of(inbox.campaign))

    assert [row["全称"] for row in reading.sheets.rows("units")] == ["县财政局", "县人社局"]


def test_two_spellings_of_one_name_are_drawn_up_as_one_unit(inbox: Any) -> None:
    rows = "单位 工作好不好 作风好不好\n县人力资源和社会保障局 好 好\n县人社局 差 好\n县财政局 差 好"
    inbox.draw("票.xlsx", rows)

    reading = with_directories(inbox.read(), kinds_of(inbox.campaign))
    listed = units_of(reading.sheets)

    assert [unit.name for unit in listed] == ["县人力资源和社会保障局", "县财政局"]
    assert aliases(listed).get("县人社局") == listed[0].id
