"""An office's own sheet, without Python: from a drawn workbook to a fact in a template and its trace."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.app.cli import main
from kit.app.work import open_campaign
from kit.docx.outline import outline
from kit.docx.typeset import typeset
from kit.model.campaign import read_campaign
from kit.model.finding import CampaignError
from kit.sheets.writing.workbook import SheetOut, write_workbook
from kit.topics.kinds import claiming_kinds, kinds_of, sheet_kinds

ROOT = Path(__file__).parent.parent.parent
SHEET = """
    服务编号 服务日期 服务对象 带队人姓名 参加人数 时长（小时） 说明
    F1 2009-4-2 社区 张某 12 2.5 帮老人打扫卫生
    F2 2009-4-9 学校 李某 8 - 给学生讲防火知识
    F3 2009-4-12 社区 张某 5 1 帮老人买菜
    F4 2009-5-3 学校 王某 10 3 修理桌椅
    合计 - - - 35 6.5 -
"""
TOPIC = """
    name = "志愿服务"
    row = "一次志愿服务"
    aliases = ["志愿活动台账"]
    key = "服务编号"
    day = "服务日期"
    personal = ["带队人姓名"]
    [[columns]]
    name = "服务编号"
    type = "编号"
    required = true
    [[columns]]
    name = "服务日期"
    type = "日期"
    required = true
    [[columns]]
    name = "服务对象"
    aliases = ["对象"]
    type = "选项"
    choices = ["社区", "学校"]
    [[columns]]
    name = "带队人姓名"
    [[columns]]
    name = "参加人数"
    type = "整数"
"""
COUNTS = """
    [[counts]]
    name = "次数"
    unit = "次"
    [[counts]]
    name = "次数"
    by = "服务对象"
    unit = "次"
    [[counts]]
    name = "到社区次数"
    where = {"服务对象" = ["社区"]}
    unit = "次"
    [[counts]]
    name = "人次"
    way = "合计"
    column = "参加人数"
    unit = "人次"
    [[counts]]
    name = "带队人数"
    way = "不同"
    column = "带队人姓名"
    unit = "人"
    [[counts]]
    name = "对象"
    way = "名单"
    column = "服务对象"
    [[counts]]
    name = "社区占比"
    way = "比例"
    part = "到社区次数"
    whole = "次数"
"""
PRINTED = (
    "{% if 志愿服务条数 %}开展志愿服务{{ 志愿服务条数 }}次"
    "{% if 志愿服务社区条数 %}，其中到社区{{ 志愿服务社区条数 }}次{% endif %}"
    "{% if 志愿服务参加人数合计 %}，参加{{ 志愿服务参加人数合计 }}人{% endif %}。{% endif %}"
)
Kit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kit(capsys: pytest.CaptureFixture[str]) -> Kit:
    """Return a function that runs `kit` and gives exit status, standard output and standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """Return a campaign that has its phases only."""
    folder = tmp_path / "活动"
    (folder / "inbox").mkdir(parents=True)
    shutil.copy(ROOT / "data/demo/campaign.toml", folder)
    cells = ["阶段序号 阶段名称 开始 结束 统计截止日 活动名称", "1 学习 2009-3-30 2009-6-5 2009-6-5 学习活动"]
    written("活动参数", "\n".join(cells), folder / "inbox")
    return folder


def written(name: str, drawing: str, folder: Path) -> Path:
    """Return the workbook of a drawing, - for an empty cell."""
    heading, *rows = [
        ["" if cell == "-" else cell for cell in line.split()] for line in drawing.strip().splitlines()
    ]
    write_workbook(folder / f"{name}.xlsx", [SheetOut(name, heading, rows)])
    return folder / f"{name}.xlsx"


def describe(campaign: Path, text: str, name: str = "志愿服务") -> None:
    (campaign / "topics").mkdir(exist_ok=True)
    (campaign / "topics" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_workbook_becomes_a_topic_its_facts_stand_in_a_template_and_are_traced(
    kit: Kit, campaign: Path, tmp_path: Path
) -> None:
    workbook = written("志愿服务", SHEET, tmp_path)
    status, said, _ = kit("topic", "new", workbook, "--campaign", campaign)
    assert status == 0
    assert "服务对象：选项（必填；可填：社区、学校）" in said
    assert "带队人姓名：文字（个人信息，不出现在任何材料里）" in said
    shutil.copy(workbook, campaign / "inbox")
    (campaign / "templates").mkdir()
    text = f"公文标题| {{{{ 标题 }}}}\n{PRINTED}\n"
    (campaign / "templates/phase_summary.docx").write_bytes(typeset(text))

    template = campaign / "templates/phase_summary.docx"
    status, said, _ = kit("template", "check", template, "--campaign", campaign)
    assert (status, "没有这个名称" in said) == (0, False), said
    assert kit("tally", campaign)[0] == 0
    assert kit("draft", campaign, "--kind", "phase_summary")[0] == 0
    [draft] = (campaign / "out/drafts").glob("*.docx")
    traced = json.loads(kit("trace", draft, "--json")[1])

    assert "开展志愿服务4次，其中到社区2次，参加35人" in outline(draft.read_bytes())
    assert [(mark["fact"], mark["text"]) for mark in traced] == [
        ("own.志愿服务.条数", "4"),
        ("own.志愿服务.条数.社区", "2"),
        ("own.志愿服务.参加人数合计", "35"),
    ]
    assert traced[1]["sources"][0]["rows"] == [2, 4]
    assert traced[1]["basis"] == "“志愿服务”表的行数，服务对象为“社区”"


def test_types_are_guessed_from_all_values_and_the_counts_proposed(
    kit: Kit, campaign: Path, tmp_path: Path
) -> None:
    made = json.loads(
        kit("topic", "new", written("志愿服务", SHEET, tmp_path), "--campaign", campaign, "--json")[1]
    )

    assert {column["name"]: column.get("type", "文字") for column in made["columns"]} == {
        "服务编号": "编号",
        "服务日期": "日期",
        "服务对象": "选项",
        "带队人姓名": "文字",
        "参加人数": "整数",
        "时长（小时）": "数",
        "说明": "文字",
    }
    assert (made["key"], made["day"], made["personal"]) == ("服务编号", "服务日期", ["带队人姓名"])
    assert [(count["name"], count.get("by", "")) for count in made["counts"]] == [
        ("条数", ""),
        ("条数", "服务对象"),
        ("参加人数合计", ""),
        ("时长小时合计", ""),
    ]


def test_every_way_of_counting_gives_its_fact(campaign: Path) -> None:
    describe(campaign, TOPIC + COUNTS)
    written("志愿服务", SHEET, campaign / "inbox")

    facts = {id_: fact for id_, fact in open_campaign(campaign).facts.items() if id_.startswith("own.")}

    assert {id_.removeprefix("own.志愿服务."): f"{fact.text}{fact.unit}" for id_, fact in facts.items()} == {
        "次数": "4次",
        "次数.社区": "2次",
        "次数.学校": "2次",
        "到社区次数": "2次",
        "人次": "35人次",
        "带队人数": "3人",
        "对象": "社区、学校",
        "社区占比": "50.0%%",
    }
    assert facts["own.志愿服务.次数.学校"].name == "志愿服务学校次数"
    assert facts["own.志愿服务.社区占比"].parents == ("own.志愿服务.到社区次数", "own.志愿服务.次数")
    assert facts["own.志愿服务.人次"].sources[0].column == "参加人数"


def test_an_own_sheet_is_checked_for_its_key_its_day_and_its_cells(kit: Kit, campaign: Path) -> None:
    describe(campaign, TOPIC)
    rows = "服务编号 服务日期 对象 参加人数\nF1 2009-4-2 社区 约10\nF1 2009-9-9 工厂 3"
    written("志愿服务", rows, campaign / "inbox")

    status, said, _ = kit("check", campaign, "--json")

    found = {
        (finding["rule"], finding["place"]["row"], finding["place"]["column"])
        for finding in json.loads(said)["findings"]
    }
    assert status == 1
    assert {
        ("key.duplicate", 3, "服务编号"),
        ("dates.outside_phase", 3, "服务日期"),
        ("reading.count", 2, "参加人数"),
        ("reading.choice", 3, "服务对象"),
    } <= found


def test_a_faulty_cell_is_marked_under_another_name_of_its_column(kit: Kit, campaign: Path) -> None:
    describe(campaign, TOPIC.replace('aliases = ["对象"]', 'aliases = ["去哪里"]'))
    written("志愿服务", "服务编号 服务日期 去哪里\nF1 2009-4-2 工厂", campaign / "inbox")

    kit("check", campaign)

    [copy] = campaign.rglob("checked/志愿服务*.xlsx")
    assert "工厂" in load_workbook(copy)["志愿服务"]["C2"].comment.text


def test_a_sheet_with_a_personal_column_is_marked_apart_from_what_is_shared(kit: Kit, campaign: Path) -> None:
    describe(campaign, TOPIC)
    written("志愿服务", "服务编号 服务日期 参加人数\nF1 2009-4-2 约10", campaign / "inbox")

    kit("check", campaign)

    assert [path.parent.parent.name for path in campaign.rglob("checked/志愿服务*.xlsx")] == ["restricted"]


def test_the_blank_workbook_has_the_headings_and_a_written_file_is_never_overwritten(
    kit: Kit, campaign: Path, tmp_path: Path
) -> None:
    workbook = written("志愿服务", SHEET, tmp_path)
    kit("topic", "new", workbook, "--campaign", campaign)
    page = load_workbook(campaign / "空白表/志愿服务.xlsx")["志愿服务"]
    topic = campaign / "topics/志愿服务.toml"
    topic.write_text("# 改过\n" + topic.read_text(encoding="utf-8"), encoding="utf-8")

    status, _, said = kit("topic", "new", workbook, "--campaign", campaign)

    assert [cell.value for cell in page[2]] == SHEET.split("\n")[1].split()
    assert status == 2
    assert "已经有这个文件，没有覆盖" in said
    assert topic.read_text(encoding="utf-8").startswith("# 改过")


NO_TOPICS = {
    "two sums of one name after NFKC": ("志愿", "对象 人数① 人数1\n社区 1 2\n学校 3 4", "写了两遍"),
    "one column": ("志愿", "对象\n社区", "没有找到有列名的表"),
    "the name of a kind of the kit": ("走访登记", SHEET, "--name"),
}


@pytest.mark.parametrize("case", NO_TOPICS)
def test_a_workbook_that_gives_no_topic_leaves_no_file_behind(
    case: str, kit: Kit, campaign: Path, tmp_path: Path
) -> None:
    name, drawing, why = NO_TOPICS[case]

    status, _, said = kit("topic", "new", written(name, drawing, tmp_path), "--campaign", campaign)

    assert (status, why in said) == (2, True), said
    assert not list(campaign.rglob("topics/*"))


def test_a_workbook_that_is_not_there_is_said(kit: Kit, campaign: Path, tmp_path: Path) -> None:
    status, _, said = kit("topic", "new", tmp_path / "没有.xlsx", "--campaign", campaign)

    assert (status, "没有这个文件" in said) == (2, True)


def test_blanks_are_written_of_topics_that_were_written_by_hand(kit: Kit, campaign: Path) -> None:
    describe(campaign, TOPIC)

    assert kit("topic", "blank", "--campaign", campaign)[0] == 0
    assert (campaign / "空白表/志愿服务.xlsx").is_file()


def test_the_kinds_of_the_kit_win_unless_the_own_sheet_fits_better(campaign: Path) -> None:
    own = "\n".join(f'[[columns]]\nname = "{name}"' for name in ("日期", "领导", "对象类型", "对象名称"))
    describe(campaign, f'name = "下访"\nrow = "一次下访"\n{own}', "下访")
    written("某表", "日期 领导 对象类型 对象名称\n2009-4-2 张某 社区 桥头社区", campaign / "inbox")
    written("下访", "日期 领导 对象类型 对象名称\n2009-4-2 张某 社区 河东社区", campaign / "inbox")
    describe(campaign, TOPIC)
    written("志愿服务", SHEET, campaign / "inbox")

    taken = {table.file: table.kind for table in open_campaign(campaign).reading.sheets.tables}

    assert taken["某表.xlsx"] == "visits"
    assert taken["志愿服务.xlsx"] == "own.志愿服务"


def test_without_topics_the_kinds_are_those_of_the_kit(campaign: Path) -> None:
    assert kinds_of(read_campaign(campaign)) == (*sheet_kinds(), *claiming_kinds())


FAULTS = {
    "a heading that no column has": (
        '[[counts]]\nname = "人次"\nway = "合计"\ncolumn = "参加人"',
        ("counts.人次.column", "没有这一列", "参加人数"),
    ),
    "a column to count by": ('[[counts]]\nname = "次"\nby = "对象类"', ("counts.次.by", "没有这一列")),
    "a condition": (
        '[[counts]]\nname = "次"\nwhere = {"地点" = ["村"]}',
        ("counts.次.where", "没有这一列"),
    ),
    "a sum of words": (
        '[[counts]]\nname = "次"\nway = "合计"\ncolumn = "服务对象"',
        ("counts.次.column", "不能相加"),
    ),
    "a list of persons": (
        '[[counts]]\nname = "人"\nway = "名单"\ncolumn = "带队人姓名"',
        ("counts.人.column", "个人信息"),
    ),
    "counts by person": ('[[counts]]\nname = "人"\nby = "带队人姓名"', ("counts.人.by", "个人信息")),
    "a rate of what comes later": (
        '[[counts]]\nname = "率"\nway = "比例"\npart = "次"\nwhole = "次"',
        ("counts.率.part", "没有这一个数"),
    ),
    "a name that no template can write": ('[[counts]]\nname = "人 次"', ("counts.人 次.name", "不能当名称")),
    "two of one name": (
        '[[counts]]\nname = "次"\n[[counts]]\nname = "次"',
        ("counts", "“次”写了两遍"),
    ),
    "counts by days": ('[[counts]]\nname = "次"\nby = "服务日期"', ("counts.次.by", "不能按它分")),
    "an unknown key": ('[[counts]]\nname = "次"\ncolum = "参加人数"', ("colum", "没有这一项", "column")),
    "an unknown type": ('[[columns]]\nname = "车次"\ntype = "整型"', ("columns", "只能写")),
    "broken TOML": ("[[counts]\nname = 1", ("志愿服务.toml", "方括号")),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_in_a_topic_is_said_with_file_key_and_remedy(case: str, campaign: Path) -> None:
    text, said = FAULTS[case]
    describe(campaign, f"{TOPIC}\n{text}")

    with pytest.raises(CampaignError) as refused:
        read_campaign(campaign)

    assert "志愿服务.toml" in str(refused.value)
    assert refused.value.remedy
    assert not [part for part in said if part not in str(refused.value)]


@pytest.mark.parametrize(("key", "said"), [("key", "编号"), ("day", "日子"), ("personal", "手机")])
def test_key_day_and_personal_name_columns_that_are_there(key: str, said: str, campaign: Path) -> None:
    value = f'["{said}"]' if key == "personal" else f'"{said}"'
    lines = [line for line in TOPIC.splitlines() if not line.strip().startswith(f"{key} =")]
    describe(campaign, f"{key} = {value}\n" + "\n".join(lines))

    with pytest.raises(CampaignError, match=f"「{key}」：“{said}”：没有这一列"):
        read_campaign(campaign)


@pytest.mark.parametrize("name", ["走访台账", "走访登记"])
def test_a_topic_called_like_a_kind_of_the_kit_is_refused(name: str, campaign: Path, kit: Kit) -> None:
    describe(campaign, TOPIC.replace('"志愿服务"', f'"{name}"'))

    status, _, said = kit("check", campaign)

    assert status == 2
    assert f"“{name}”是 kit 本来就认得的表" in said
    assert "请换一个名称" in said


def test_topics_are_not_written_into_the_settings_of_the_campaign(campaign: Path) -> None:
    settings = campaign / "campaign.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[[topics]]\nname = 1\n", encoding="utf-8")

    with pytest.raises(CampaignError, match="topics 文件夹"):
        read_campaign(campaign)


def test_a_changed_topic_is_read_again(campaign: Path) -> None:
    describe(campaign, TOPIC)
    written("志愿服务", SHEET, campaign / "inbox")
    assert not [id_ for id_ in open_campaign(campaign).facts if id_.startswith("own.")]

    describe(campaign, TOPIC + COUNTS)

    assert "own.志愿服务.次数" in open_campaign(campaign).facts
