"""Where the heading stands, what it means, and which kind of sheet that makes."""

from collections.abc import Callable
from typing import Any

import pytest

from kit.model.campaign import SheetEntry
from kit.model.finding import CampaignError
from kit.sheets.headings import normalised_heading

Said = Callable[..., list[str]]
VISITS = """
    日期     领导  对象类型  对象名称
    3月2日   张三  社区      东街社区
    3月3日   李四  村        上屯
"""


def test_the_heading_is_found_below_titles_and_notes(inbox: Any) -> None:
    inbox.draw(
        "走访.xlsx",
        """
        机关走访登记  _     _         _
        (2009年4月)   _     _         _
        _             _     _         _
        日期          领导  对象类型  对象名称
        3月2日        张三  社区      东街社区
        """,
    )

    [row] = inbox.rows("visits")

    assert (row.number, row["对象名称"]) == (5, "东街社区")


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "csv"])
def test_every_format_gives_the_same_rows(inbox: Any, ending: str) -> None:
    inbox.draw(f"走访.{ending}", VISITS)

    rows = inbox.rows("visits")

    assert [(row.number, row["领导"], row["对象类型"]) for row in rows] == [
        (2, "张三", "社区"),
        (3, "李四", "村屯"),
    ]


@pytest.mark.parametrize("look", [{"top": 4}, {"left": 3}, {"top": 7, "left": 5}])
def test_rows_are_numbered_as_excel_shows_them_when_the_table_starts_late(
    inbox: Any, look: dict[str, int]
) -> None:
    inbox.draw("走访.xlsx", VISITS, **look)

    assert [row.number for row in inbox.rows("visits")] == [look.get("top", 1) + 1, look.get("top", 1) + 2]


def test_rows_of_an_old_workbook_are_numbered_as_excel_shows_them_too(inbox: Any) -> None:
    inbox.draw("走访.xls", VISITS, top=5)

    assert [row.number for row in inbox.rows("visits")] == [6, 7]


def test_other_words_for_a_heading_are_known(inbox: Any) -> None:
    inbox.draw(
        "表.xlsx",
        """
        批次号  发放渠道  发出份数（份）  1.回收⏎数  其中：无意见
        1       机关      50              40         3
        """,
    )

    [row] = inbox.rows("opinion_forms")

    assert (row["发放份数"], row["收回份数"], row["无意见份数"]) == (50, 40, 3)


@pytest.mark.parametrize(
    "typed", ["发放份数*", "１．发放份数", "发 放 份 数", "（一）发放份数", "发放份数："]
)
def test_a_heading_is_the_same_with_stars_numbers_and_spaces(typed: str) -> None:
    assert normalised_heading(typed) == "发放份数"


def test_two_rows_of_heading_are_joined(inbox: Any) -> None:
    inbox.draw(
        "表.xlsx",
        """
        批次  渠道  征求意见表  _
        _     _     发放        收回
        1     机关  50          40
        """,
        merged=["A1:A2", "B1:B2", "C1:D1"],
    )

    [row] = inbox.rows("opinion_forms")

    assert (row.number, row["发放份数"], row["收回份数"]) == (3, 50, 40)


def test_an_exact_heading_beats_another_word_for_it_and_the_second_is_said(inbox: Any, said: Said) -> None:
    inbox.draw(
        "票.xlsx",
        """
        编号  票号  被评单位  工作好不好  作风好不好
        9     A1    财政局    好          好
        """,
    )

    assert inbox.column("ballots", "票号") == ["A1"]
    assert said(inbox.read().findings) == [
        "票.xlsx「表」第1行“编号”列：和“票号”列都像是“票号”，只读了“票号”列。请核对，去掉或改名其中一列。"
    ]


def test_a_running_number_and_an_unknown_column_are_left_out_and_stand_in_the_account(
    inbox: Any, said: Said
) -> None:
    inbox.draw("走访.xlsx", "序号 日期 领导 对象类型 对象名称 天气\n1 3月2日 张三 社区 东街社区 晴")

    reading = inbox.read()

    assert list(reading.sheets.tables[0].frame.columns) == ["日期", "领导", "对象类型", "对象名称"]
    assert said(reading.findings) == []
    [account] = reading.account
    assert [part.heading for part in account.columns if not part.taken_for] == ["序号", "天气"]


def test_a_sheet_that_is_nobodys_names_the_nearest_kind_and_what_it_lacks(inbox: Any, said: Said) -> None:
    inbox.draw("签到.xlsx", "会议名称 地点\n动员会 礼堂", sheet="Sheet1")

    assert said(inbox.read().findings) == [
        (
            "签到.xlsx「Sheet1」：没认出来，没有读。像是“会议台账”，缺“日期”列。"
            "运行 kit map 答一下是什么表，以后列名一样的都认得；不要的答“忽略”。"
        )
    ]
    assert inbox.read().findings[0].level == "warning"


def test_one_known_heading_is_not_enough_to_be_a_kind(inbox: Any, said: Said) -> None:
    inbox.draw("稿.xlsx", "标题\n甲")

    assert "没认出来是什么表，没有读" in said(inbox.read().findings, "warning")[0]


def test_a_sheet_like_no_kind_says_so(inbox: Any, said: Said) -> None:
    inbox.draw("食堂.xlsx", "菜名 价格\n青菜 3")

    assert "没认出来是什么表，没有读" in said(inbox.read().findings, "warning")[0]


def test_a_named_sheet_that_lacks_a_column_is_an_error(inbox: Any, said: Said) -> None:
    inbox.draw("公开台账.xlsx", "文件 方式 范围\n报告 内网 社会")

    assert said(inbox.read().findings) == [
        "公开台账.xlsx「表」第1行：像是“公开台账”，缺“批准人”列。请补上“批准人”列。"
    ]


def test_a_mistyped_heading_is_an_error_with_the_nearest_heading(inbox: Any, said: Said) -> None:
    inbox.draw("表.xlsx", "批次 渠道 发放分数 收回份数\n1 机关 50 40")

    assert said(inbox.read().findings, "error") == [
        "表.xlsx「表」第1行：像是“征求意见发放回收”，缺“发放份数”列。是不是“发放分数”？请把列名改成“发放份数”。"
    ]


def test_the_campaign_may_say_what_a_sheet_is(inbox: Any, said: Said) -> None:
    inbox.draw("签到.xlsx", "会议名称 地点\n动员会 礼堂")
    entry = SheetEntry(file="签到.xlsx", sheet="表", kind="会议台账")
    inbox.campaign = inbox.campaign.model_copy(update={"sheets": (entry,)})

    reading = inbox.read()

    assert [taken.kind_name for taken in reading.taken] == ["会议台账"]
    assert len(said(reading.findings, "error")) == 1


def test_the_campaign_may_leave_a_sheet_or_a_file_out(inbox: Any) -> None:
    inbox.draw("食堂.xlsx", "菜名 价格\n青菜 3")
    inbox.put("说明.docx", b"x")
    entries = (
        SheetEntry(file="食堂.xlsx", sheet="表", kind="忽略"),
        SheetEntry(file="说明.docx", kind="忽略"),
    )
    inbox.campaign = inbox.campaign.model_copy(update={"sheets": entries})

    assert inbox.read().findings == ()


@pytest.mark.parametrize("present", [True, False])
def test_a_kind_that_does_not_exist_is_refused_with_the_nearest_before_its_file_comes(
    inbox: Any, *, present: bool
) -> None:
    if present:
        inbox.draw("食堂.xlsx", "菜名 价格\n青菜 3")
    entry = SheetEntry(file="食堂.xlsx", kind="走访台帐")
    inbox.campaign = inbox.campaign.model_copy(update={"sheets": (entry,)})

    with pytest.raises(CampaignError, match="没有“走访台帐”这种表。是不是“走访台账”"):
        inbox.read()


def test_empty_sheets_are_passed_over_in_silence(inbox: Any) -> None:
    inbox.draw("走访.xlsx", VISITS, empty_sheets=["Sheet2", "Sheet3"])

    reading = inbox.read()

    assert reading.findings == ()
    assert [(t.file, t.sheet, t.kind_name, t.rows) for t in reading.taken] == [
        ("走访.xlsx", "表", "走访台账", 2)
    ]


def test_a_hidden_sheet_is_read_and_said(inbox: Any, said: Said) -> None:
    inbox.draw("走访.xlsx", VISITS, hidden_sheet=True)

    assert said(inbox.read().findings) == [
        "走访.xlsx「表」：是隐藏的工作表，也读进来了。不该算的请删掉这张工作表；隐藏不等于删除。"
    ]
    assert len(inbox.rows("visits")) == 2
