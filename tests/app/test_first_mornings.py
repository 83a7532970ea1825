"""From `kit new` and the files as they came to all figures by the enter key alone: four kinds of offices."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kit.app.work import Work, open_campaign

Kit = Callable[..., tuple[int, str, str]]
MOST_ANSWERS = MOST_LINES = 10

SCHOOL = {
    "测评票录入.xlsx": {
        unit: [
            [f"青禾中学部门测评票（{unit}）"],
            ["序号", "德", "能", "勤", "对该部门的意见建议"],
            *[[number, *answers.split(), None] for number, answers in enumerate(rows, 1)],
            ["注：每项只选一个等次。"],
            ["计票人：甲"],
        ]
        for unit, rows in (
            ("教务处", ["优 优 良"] * 7 + ["优 中 良"] * 2),
            ("总务处", ["良 优 优"] * 5 + ["差 较好 良"]),
        )
    },
    "办公室.csv": "部门,票号,德,能,勤\n" + "".join(f"办公室,{number},优,优,优\n" for number in range(1, 7)),
    "会议.csv": "会议名称,开会时间,应到,实到\n九月工作例会,2025.9.3,40,38\n教师座谈会,12月12日,20,19\n",
}
HOSPITAL = {
    "行风评议汇总.xlsx": {
        "Sheet1": [
            ["某院行风评议计票汇总表（职工代表评科室）"],
            ["科室", "发放", "收回", "有效", "服务态度", None, None, "医德医风", None, None, "备注"],
            [None, None, None, None, *["认可", "基本认可", "不认可"] * 2, None],
            ["内科", 22, 21, 20, 15, 4, 1, 18, 2, 0, None],
            ["外科", 12, 11, 10, 8, 1, 1, 5, 5, 0, None],
            ["合计", 34, 32, 30, 23, 5, 2, 23, 7, 0, None],
            ["说明：弃权票计入有效票。"],
        ]
    },
    "整改.csv": "编号,问题,整改措施,牵头科室,整改时限,整改情况\nA1,排队久,增开窗口,门诊,2025-12-31,已完成\n",
}
STREET = {
    "入户记录.csv": "序号,所在社区,年龄段,环境卫生,社会治安,其他想说的\n"
    + "1,东河,18-40,满意,满意,无\n2,西河,41-60,基本满意,满意,路灯不亮\n3,东河,60以上,不满意,基本满意,无\n"
    * 5,
    "统计.xlsx": {
        "统计": [
            ["街道社区工作测评统计表"],
            ["社区", "环境卫生", None, None, None, None, None, "办事服务", None, None, None, None, None],
            [None, *["居民代表", None, None, "驻区单位", None, None] * 2],
            [None, *["满意", "基本满意", "不满意"] * 4],
            *[[name, *[10, 5, 5, 4, 3, 1] * 2] for name in ("东河", "西河", "柳园", "北门")],
        ]
    },
}
GRADES = ["优秀", "称职", "基本称职", "不称职"]
FIRM = {
    "民主测评.xlsx": {
        "职工代表票": [
            ["某集团子公司班子年度考核民主测评票"],
            ["编号", "单位", "经营业绩", None, None, None, "廉洁从业", None, None, None],
            [None, None, *GRADES, *GRADES],
            *[[number, "一建公司", "√", None, None, None, None, "√", None, None] for number in range(8)],
        ]
    },
    "中层票.csv": "单位名称,经营业绩,廉洁从业,总体评价\n" + "一建公司,称职,优秀,优秀\n" * 4,
    "2024年结果.csv": "单位,经营业绩,廉洁从业\n一建公司,95.2%,93.1%\n",
    "会议.csv": "会议时间,会议名称,参会人数\n2025.5.6,五月工作例会,20\n2025.6.7,安全生产推进会,33\n",
}
MANNERS = {"school": SCHOOL, "hospital": HOSPITAL, "street": STREET, "firm": FIRM}


def write_book(path: Path, pages: dict[str, Sequence[Sequence[Any]]]) -> None:
    book = xlsxwriter.Workbook(path)
    for name, rows in pages.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()


def morning(kit: Kit, folder: Path, name: str) -> Work:
    """Return the campaign after `kit new` and the enter key at every question."""
    assert kit("new", str(folder))[0] == 0
    for file, content in MANNERS[name].items():
        path = folder / "inbox" / file
        if isinstance(content, str):
            path.write_text(content, encoding="gb18030")
        else:
            write_book(path, content)
    lines = [line.strip() for line in kit("check", str(folder))[1].splitlines()]
    assert len([line for line in lines if line.startswith(("✗", "⚠"))]) <= MOST_LINES
    asked = json.loads(kit("map", str(folder), "--json")[1])["questions"]
    assert len(asked) <= MOST_ANSWERS
    kit("map", str(folder), "--accept")
    return open_campaign(folder)


def value(work: Work, id_: str) -> Any:
    return work.facts[id_].value


@pytest.mark.parametrize("name", MANNERS)
def test_every_row_is_used_or_named(kit: Kit, tmp_path: Path, name: str) -> None:
    work = morning(kit, tmp_path / "活动", name)

    for account in work.reading.account:
        assert account.rows == account.used + sum(run.number for run in account.named), account


def test_a_school_is_read_with_a_grade_off_the_scale_left_out(kit: Kit, tmp_path: Path) -> None:
    work = morning(kit, tmp_path / "活动", "school")

    units = {unit.name: unit.id for unit in work.units}
    assert set(units) == {"教务处", "总务处", "办公室"}
    assert [value(work, f"evaluation.{units[name]}.valid") for name in units] == [
        {"教务处": 9, "总务处": 6, "办公室": 6}[name] for name in units
    ]


def test_a_hospital_gives_totals_under_words_of_its_own(kit: Kit, tmp_path: Path) -> None:
    work = morning(kit, tmp_path / "活动", "hospital")

    units = {unit.name: unit.id for unit in work.units}
    assert value(work, f"evaluation.{units['内科']}.valid") == 20
    assert value(work, f"evaluation.{units['内科']}.issued") == 22
    assert value(work, "rectification.total") == 1


def test_a_street_has_a_survey_and_no_ballots(kit: Kit, tmp_path: Path) -> None:
    work = morning(kit, tmp_path / "活动", "street")

    assert [table.kind for table in work.reading.sheets.tables] == ["surveys"]
    assert [account.kind for account in work.reading.account if account.file == "统计.xlsx"] == [""]


def test_a_firm_has_ballots_in_two_shapes_and_an_earlier_round(kit: Kit, tmp_path: Path) -> None:
    work = morning(kit, tmp_path / "活动", "firm")

    [unit] = work.units
    assert value(work, f"evaluation.{unit.id}.valid") == 12
    assert {row["轮次"] for row in work.reading.sheets.rows("previous_results")} == {"2024年"}
    assert {row["类型"] for row in work.reading.sheets.rows("meetings")} == {None, "推进会"}
