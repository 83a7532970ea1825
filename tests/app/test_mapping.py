"""`kit map`: what is not sure is asked once, and what was answered is known from then on."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from strangers import stranger

from kit.app import stages
from kit.app.work import open_campaign
from kit.model.table import Column, SheetKind
from kit.topics.kinds import kinds_of

Kit = Callable[..., tuple[int, str, str]]
SETTINGS = """\
# 我们的设置，别动
[campaign]
title = "试验"   # 名称
year = 2009
phase = 1

[office]
name = "试验办公室"
body = "试验机关"
body_short = "机关"
"""
ACTIVITY = [
    ["外出日子", "谁去的", "到哪一类", "到了哪里", "天气"],
    *[["3月2日", "张三", "社区", "东街", "晴"]] * 3,
]


def write(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "表") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()


@pytest.fixture
def campaign_folder(tmp_path: Path) -> Path:
    """Return a campaign whose inbox holds a ledger of visits under headings that nobody knows."""
    folder = tmp_path / "活动"
    (folder / "inbox").mkdir(parents=True)
    (folder / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def talk(folder: Path, *lines: str) -> str:
    """Return what `kit map` prints to somebody who types these lines."""
    ended = subprocess.run(
        [sys.executable, "-m", "kit", "map", str(folder)],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    return ended.stdout


def settings(folder: Path) -> str:
    return (folder / "campaign.toml").read_text(encoding="utf-8")


def said(folder: Path) -> dict[str, Any]:
    return tomllib.loads(settings(folder))


VISITS = [
    ["走访日期", "走访领导", "走访单位类别", "走访对象", "天气"],
    ["3月2日", "张三", "社区", "东街", "晴"],
]


def test_the_enter_key_takes_what_is_proposed_for_a_sheet_and_all_that_was_written_stays(
    campaign_folder: Path,
) -> None:
    write(campaign_folder / "inbox/外出.xlsx", VISITS)

    printed = talk(campaign_folder, "", "")

    assert "外出.xlsx「表」像是“走访台账”：" in printed or "就是“走访台账”的" in printed
    assert settings(campaign_folder).startswith(SETTINGS)
    [entry] = said(campaign_folder)["sheets"]
    assert entry["kind"] == "走访台账"
    assert entry["headings"]["走访单位类别"] == "对象类型"
    assert entry["headings"]["天气"] == ""
    assert "file" not in entry
    assert len(list(open_campaign(campaign_folder).reading.sheets.rows("visits"))) == 1


def test_a_sheet_with_the_same_headings_in_any_order_and_spelling_is_known_from_then_on(
    campaign_folder: Path,
) -> None:
    write(campaign_folder / "inbox/外出.xlsx", VISITS)
    talk(campaign_folder, "", "")
    shuffled = [[row[at] for at in (3, 1, 4, 2, 0)] for row in VISITS]
    shuffled[0][3] = "走访单位 类别："
    shuffled[1][0] = "西街"
    write(campaign_folder / "inbox/又一次.xlsx", shuffled)

    work = open_campaign(campaign_folder)

    assert {row["对象名称"] for row in work.reading.sheets.rows("visits")} == {"东街", "西街"}
    assert talk(campaign_folder).startswith("没有要问的了")


def test_what_the_office_said_of_a_heading_is_the_evidence_in_the_account(campaign_folder: Path) -> None:
    write(campaign_folder / "inbox/外出.xlsx", VISITS)
    talk(campaign_folder, "", "")

    [account] = open_campaign(campaign_folder).reading.account

    assert {part.evidence for part in account.columns if part.taken_for} == {"本单位指定"}
    assert [part.evidence for part in account.columns if not part.taken_for] == ["本单位说不用"]


def test_a_sheet_that_nobody_knows_is_proposed_to_be_left_out_and_then_stays_out(
    campaign_folder: Path,
) -> None:
    write(campaign_folder / "inbox/食堂.xlsx", [["菜名", "价格"], ["青菜", 3]])

    talk(campaign_folder, "")

    assert said(campaign_folder)["sheets"] == [{"kind": "忽略", "headings": {"菜名": "", "价格": ""}}]
    assert [f for f in open_campaign(campaign_folder).findings if f.place.file == "食堂.xlsx"] == []


def test_a_dash_passes_a_question_over_and_the_end_of_the_input_ends_the_talk(campaign_folder: Path) -> None:
    write(campaign_folder / "inbox/食堂.xlsx", [["菜名", "价格"], ["青菜", 3]])

    assert "还有 1 问没有答" in talk(campaign_folder, "-")
    assert "还有 1 问没有答" in talk(campaign_folder)
    assert settings(campaign_folder) == SETTINGS


def test_any_kind_may_be_named_and_its_columns_set_one_by_one(campaign_folder: Path) -> None:
    write(campaign_folder / "inbox/外出.xlsx", ACTIVITY)

    printed = talk(
        campaign_folder,
        "走访台帐",
        "走访台账",
        "外出日子=日子",
        "外出日子=日期",
        "谁去的=领导",
        "到哪一类=对象类型",
        "到了哪里=对象名称",
        "",
        "",
    )

    assert "没有这种表。是不是“走访台账”" in printed
    assert "“走访台账”没有“日子”这一列" in printed
    [entry] = said(campaign_folder)["sheets"]
    assert entry["headings"] == {
        "外出日子": "日期",
        "谁去的": "领导",
        "到哪一类": "对象类型",
        "到了哪里": "对象名称",
        "天气": "",
    }
    assert len(list(open_campaign(campaign_folder).reading.sheets.rows("visits"))) == 3


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    """Return a stranger's campaign with the ballots and the ledger of study only."""
    folder = stranger("health_bureau", tmp_path / "局")
    for path in (folder / "inbox").iterdir():
        if not path.name.startswith(("乡镇卫生院", "学习情况", "局属单位")):
            path.unlink()
    return folder


CELL = "乡镇卫生院评议.xls「乡镇卫生院」第12行“检视整改”列"


def test_a_value_off_the_scale_is_answered_for_its_cell_and_the_workbook_stays(
    bureau: Path, kit: Kit, tmp_path: Path
) -> None:
    shutil.copytree(bureau / "inbox", tmp_path / "收到的")

    status, _, _ = kit("map", str(bureau), "--answer", f"{CELL}=较好")

    work = open_campaign(bureau)
    [row] = [row for row in work.reading.sheets.rows("ballots") if str(row.place("检视整改")) == CELL]
    assert (status, row["检视整改"]) == (0, "较好")
    assert [finding for finding in work.findings if "“满意”" in finding.problem] == []
    for path in (tmp_path / "收到的").iterdir():
        assert path.read_bytes() == (bureau / "inbox" / path.name).read_bytes()


@pytest.mark.parametrize(("answer", "means"), [("空着", "未填"), ("按无效计", "认不清"), ("弃权", "弃权")])
def test_a_cell_may_also_be_blank_or_void_or_an_abstention(
    bureau: Path, kit: Kit, answer: str, means: str
) -> None:
    kit("map", str(bureau), "--answer", f"{CELL}={answer}")

    found = [r["检视整改"] for r in open_campaign(bureau).reading.sheets.rows("ballots")]
    assert found.count(means) == 1


def test_an_answer_that_a_cell_does_not_offer_is_refused_with_those_it_does(bureau: Path, kit: Kit) -> None:
    before = settings(bureau)

    status, _, complaint = kit("map", str(bureau), "--answer", f"{CELL}=很好")

    assert status == 2
    assert "可以答：好、较好、一般、差、弃权、空着、按无效计" in complaint
    assert settings(bureau) == before


def test_an_answer_to_no_question_is_refused_with_those_that_were_asked(bureau: Path, kit: Kit) -> None:
    status, _, complaint = kit("map", str(bureau), "--answer", "没有的表「甲」=忽略")

    assert status == 2
    assert CELL in complaint


def test_words_of_one_column_are_one_question_and_each_counts_under_its_answer(bureau: Path) -> None:
    talk(bureau, "-", "n", "中心组", "", "-")

    answers = said(bureau)["answers"]
    assert answers == {"学习安排·形式：观看警示教育片": "中心组", "学习安排·形式：现场教学": "现场教学"}
    counted = [row["形式"] for row in open_campaign(bureau).reading.sheets.rows("study_sessions")]
    assert counted.count("中心组") == 3
    assert "读书班" in counted


def test_the_open_questions_are_one_json_document(bureau: Path, kit: Kit) -> None:
    _, printed, _ = kit("map", str(bureau), "--json")

    questions = json.loads(printed)["questions"]

    by_key = {question["key"]: question for question in questions}
    assert by_key[CELL]["choices"] == ["好", "较好", "一般", "差", "弃权", "空着", "按无效计"]
    words = by_key["学习安排·形式"]
    assert [part["key"] for part in words["parts"]] == [
        "学习安排·形式：观看警示教育片",
        "学习安排·形式：现场教学",
        "学习安排·形式：读书班",
    ]


def test_accepting_takes_what_is_proposed_for_what_was_recognised_and_no_other_sheet(
    bureau: Path, kit: Kit
) -> None:
    write(
        bureau / "inbox/花名册.xlsx",
        [["序号", "姓名", "证件号"], *[[n, f"甲{n}", f"00{n}"] for n in range(6)]],
    )

    status, printed, _ = kit("map", str(bureau), "--accept")

    assert status == 0
    assert "sheets" not in said(bureau)
    assert len(said(bureau)["answers"]) == 4
    assert "花名册.xlsx「表」是什么表" in printed


def test_a_column_of_a_sheet_that_was_read_may_be_given_another_part(campaign_folder: Path, kit: Kit) -> None:
    rows = [["日期", "领导", "对象类型", "对象名称", "实际名称"], ["3月2日", "张三", "社区", "甲", "东街"]]
    write(campaign_folder / "inbox/走访.xlsx", rows)

    kit("map", str(campaign_folder), "--answer", "走访.xlsx「表」“实际名称”列=对象名称")

    [row] = open_campaign(campaign_folder).reading.sheets.rows("visits")
    assert row["对象名称"] == "东街"


def test_a_column_that_is_not_read_and_looks_like_one_that_figures_need_is_a_warning_and_a_question(
    campaign_folder: Path,
) -> None:
    rows = [["日期", "领导", "对象类型", "对象名称", "收集到的意见条数"], ["3月2日", "张三", "社区", "甲", 4]]
    write(campaign_folder / "inbox/走访.xlsx", rows)
    key = "走访.xlsx「表」“收集到的意见条数”列"

    [finding] = [f for f in open_campaign(campaign_folder).findings if f.question]
    talk(campaign_folder, "")

    assert (finding.level, str(finding.place).endswith("“收集到的意见条数”列")) == ("warning", True)
    assert finding.question is not None
    assert (finding.question.key, finding.question.proposal) == (key, "收集意见条数")
    assert [row["收集意见条数"] for row in open_campaign(campaign_folder).reading.sheets.rows("visits")] == [
        4
    ]


def test_a_column_that_is_said_not_to_be_the_one_is_not_asked_about_again(campaign_folder: Path) -> None:
    rows = [["日期", "领导", "对象类型", "对象名称", "收集到的意见条数"], ["3月2日", "张三", "社区", "甲", 4]]
    write(campaign_folder / "inbox/走访.xlsx", rows)

    talk(campaign_folder, "不用")

    work = open_campaign(campaign_folder)
    assert [finding for finding in work.findings if finding.question] == []
    assert [row["收集意见条数"] for row in work.reading.sheets.rows("visits")] == [None]


def test_a_column_that_the_kind_does_not_have_is_refused_and_nothing_is_written(
    campaign_folder: Path, kit: Kit
) -> None:
    rows = [["日期", "领导", "对象类型", "对象名称", "天气"], ["3月2日", "张三", "社区", "甲", "晴"]]
    write(campaign_folder / "inbox/走访.xlsx", rows)

    status, _, complaint = kit("map", str(campaign_folder), "--answer", "走访.xlsx「表」“天气”列=冷暖")

    assert status == 2
    assert "“走访台账”没有“冷暖”这一列" in complaint
    assert settings(campaign_folder) == SETTINGS


def test_the_page_of_a_run_has_the_account_of_each_sheet_and_the_questions(bureau: Path) -> None:
    work = open_campaign(bureau)

    account, questions = stages.table_of_account(work), stages.table_of_questions(work)

    ballots = account.loc["乡镇卫生院评议.xls「乡镇卫生院」"]
    assert (ballots["认作"], ballots["算了几行"]) == ("评议票", 55)
    assert ballots["没有算的行"] == "第1行标题、第2行列名、第58行合计"
    assert "单位→被评单位（别的叫法）" in ballots["各列认作"]
    assert questions["建议"].tolist() == ["按无效计", "都照原来的词单独统计"]
    assert f'--answer "{CELL}=…"' in questions["怎么答"].iloc[0]


def test_a_running_number_is_no_key_of_a_mapped_sheet_either(
    campaign_folder: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    trips = SheetKind(
        "trips",
        "S99",
        "外出台账",
        "一次外出",
        "外出编号",
        "",
        (),
        (
            Column("外出编号", "key", numbered=True),
            Column("地点", required=True),
            Column("事由", required=True),
        ),
    )
    for module in ("kit.app.work", "kit.app.make.asking"):
        monkeypatch.setattr(f"{module}.kinds_of", lambda campaign: (*kinds_of(campaign), trips))
    for name in ("甲", "乙"):
        rows = [["序号", "去了哪儿", "干什么"], [1, f"{name}街", "看望"], [2, f"{name}屯", "调研"]]
        write(campaign_folder / f"inbox/{name}.xlsx", rows)

    kit("map", str(campaign_folder), "--answer", "甲.xlsx「表」=外出台账")

    assert "sheets" in said(campaign_folder)
    assert "序号" not in said(campaign_folder)["sheets"][0]["headings"]
