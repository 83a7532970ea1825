"""What the desk is told of sheets with opinions, by `kit opinions import` and by `kit check`."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from strangers import stranger

from kit.app.work import open_campaign
from kit.documents.opinion_summary import compose

Kit = Callable[..., tuple[int, str, str]]
ISSUES = [
    ["分类", "问题", "详细描述", "答复", "来源"],
    ["窗口", "座位少", "大厅座位太少，高峰时没有地方坐", "已增加座椅", "某甲"],
    ["网站", "网页打不开", "网页打不开", "已修复", "某乙"],
]
ROSTER = [["姓名", "联系电话", "登记时间"], ["张某", "19900001000", "2024-05-06 08:30"]]
BLANK = [["评价内容", "好", "一般", "差"], ["课程安排", "", "", ""], ["教师水平", "", "", ""]]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a workbook."""

    def write(name: str, rows: list[list[str]], folder: Path = tmp_path) -> Path:
        with xlsxwriter.Workbook(folder / name) as made:
            page = made.add_worksheet("表")
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        return folder / name

    return write


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a campaign with settings and an empty inbox."""
    folder = stranger("water_group", tmp_path / "集团")
    shutil.rmtree(folder / "inbox")
    (folder / "inbox").mkdir()
    return folder


def test_the_message_says_what_was_taken_for_what_and_counts_the_rows(
    desk: Path, book: Callable[..., Path], kit: Kit
) -> None:
    path = book("问题.xlsx", ISSUES)

    status, told, _ = kit("opinions", "import", str(path), "--campaign", str(desk), "--accept")

    assert status == 0
    assert "认作“问题清单（一行一条）”：“详细描述”是意见，“问题”是标题，“答复”是机关自己的话，不读" in told
    assert "2 条意见；3 行（2 行是意见，列名 1 行）" in told
    assert "读到 1 个文件，1 张认得的表" in told


def test_a_sheet_that_was_not_recognised_is_named_and_nothing_is_registered(
    desk: Path, book: Callable[..., Path], kit: Kit
) -> None:
    path = book("名单.xlsx", ROSTER)

    _, asked, _ = kit("opinions", "import", str(path), "--campaign", str(desk))
    _, told, _ = kit("opinions", "import", str(path), "--campaign", str(desk), "--accept")

    assert "建议答“忽略”" in asked
    assert "名单.xlsx「表」：没有登记，2 行（没认出来 2 行）" in told
    assert "读到 1 个文件，0 张认得的表，1 张没有当意见读" in told
    assert not (desk / "opinions/register.jsonl").exists()


def test_the_import_prints_its_account_as_json(desk: Path, book: Callable[..., Path], kit: Kit) -> None:
    path = book("问题.xlsx", ISSUES)

    _, text, _ = kit("opinions", "import", str(path), "--campaign", str(desk), "--json")
    told = json.loads(text)

    assert told["sheets"][0]["rows"] == {
        "in": 3,
        "used": 0,
        "named": [{"first": 1, "last": 1, "reason": "列名"}, {"first": 2, "last": 3, "reason": "等答复"}],
    }
    assert [question["proposal"] for question in told["questions"]] == ["征求意见表"]
    assert (told["added"], told["known"]) == (0, 0)


def test_opinions_and_blank_forms_in_the_inbox_are_named_as_such(
    desk: Path, book: Callable[..., Path]
) -> None:
    book("问题.xlsx", ISSUES, desk / "inbox")
    book("空表.xlsx", BLANK, desk / "inbox")

    found = {one.place.file: one for one in open_campaign(desk).findings if one.place.file.endswith(".xlsx")}

    assert (found["问题.xlsx"].rule, found["问题.xlsx"].level) == ("opinions.unregistered", "warning")
    assert "kit opinions import" in found["问题.xlsx"].remedy
    assert (found["空表.xlsx"].rule, found["空表.xlsx"].level) == ("reading.blank_form", "info")
    assert "是空白表" in found["空表.xlsx"].problem


def test_a_merged_table_of_an_office_becomes_the_summary_and_says_nothing_that_no_sheet_says(
    tmp_path: Path,
) -> None:
    work = open_campaign(stranger("water_group", tmp_path / "集团"))

    context = compose(work.material).context

    told = [(row["内容"], str(row["频次"]), row["责任"]) for row in context["各行"][:-1]]
    assert told == [
        ("一线班组冬季劳保用品发放不及时", "6", "工会"),
        ("管网老化抢修频次高，建议加快改造", "9", "生产运行部"),
        ("薪酬分配向一线倾斜力度不够", "12", "人力资源部"),
        ("会议多、报表多，基层负担重", "7", "党委办公室"),
        ("职工食堂饭菜质量有待提高", "4", "后勤服务中心"),
    ]
    empty = ("方面", "类别", "渠道", "指向", "处理")
    assert {row[name] for row in context["各行"][:-1] for name in empty} == {""}
    assert str(context["说明"]) == "共汇总原始意见38条，归纳为5条。"
    assert not context["有原话"]
    assert (work.facts["opinions.merged"].value, work.facts["opinions.raw"].value) == (5, 38)
