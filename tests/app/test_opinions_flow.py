"""Opinions from the first export to the drafts, by the commands that a clerk types."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from kit.app.work import open_campaign
from kit.model.fact import own_word

ROOT = Path(__file__).parents[2]
HEAD = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情")
FIRST = [
    (1, "U1", "路灯", "2009/1/6 12:09:38", "建议增加东街的路灯"),
    (2, "U2", "路灯", "2009/1/7 12:09:38", "希望增加东街的路灯。"),
    (3, "U3", "会议", "2009/2/7 12:09:38", "会议太多"),
    (4, "U4", "两件事", "2009/2/8 12:09:38", "1、公交太少；2、文件太长。"),
    (5, "U5", "天气", "2009/3/8 12:09:38", "天气太热"),
]
MORE = [
    (6, "U6", "路灯", "2009/3/16 12:09:38", "请增加东街的路灯！"),
    (7, "U7", "下水道", "2009/3/18 12:09:38", "下水道堵了"),
]
TOML = """
[campaign]
title = "试验活动"
year = 2009
phase = 1
[office]
name = "试验办公室"
body = "试验机关"
body_short = "机关"
[[aspects]]
name = "民生"
keywords = ["路灯", "公交", "下水道"]
[[aspects]]
name = "机关"
keywords = ["会议", "文件"]
"""
Kit = Callable[..., tuple[int, str, str]]
Answers = dict[str, dict[str, str]]


def write_board(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a web board's download."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate([HEAD, *rows]):
            page.write_row(number, 0, row)
    return path


class Desk:
    """A campaign of two small sheets, and the commands on it."""

    def __init__(self, folder: Path, kit: Kit) -> None:
        self.folder, self.kit = folder, kit
        self.restricted = folder / "opinions" / "restricted"
        self.workbook = self.restricted / "审核表.xlsx"

    def opinions(self, command: str, *arguments: str) -> tuple[int, str, str]:
        """Run a command of `kit opinions` on this campaign."""
        return self.kit("opinions", command, *arguments, "--campaign", str(self.folder))

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        """Return the rows of a sheet of the review workbook by heading."""
        head, *rows = openpyxl.load_workbook(self.workbook)[sheet].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]

    def fill(self, sheet: str, answers: Answers, key: str = "原文") -> None:
        """Write answers by text (or another column) and heading, as a person would."""
        book = openpyxl.load_workbook(self.workbook)
        head = [cell.value for cell in book[sheet][1]]
        for row in book[sheet].iter_rows(min_row=2):
            for heading, said in answers.get(str(row[head.index(key)].value), {}).items():
                row[head.index(heading)].value = said
        book.save(self.workbook)

    def decide(self) -> None:
        """Review the first import: one duplicate, one split, aspects for all but the weather."""
        assert self.opinions("review")[0] == 0
        self.fill("重复", {"希望增加东街的路灯。": {"决定": "同一条"}})
        self.fill("拆分", {"1、公交太少；2、文件太长。": {"决定": "拆"}})
        said = {"建议增加东街的路灯": {"决定": "民生", "归纳表述": "增加路灯"}, "会议太多": {"决定": "机关"}}
        self.fill("方面", said)
        assert self.opinions("apply", "--who", "王某")[0] == 0

    def ids(self) -> dict[str, str]:
        """Return the ids of the register by their shared text."""
        lines = (self.folder / "opinions/register.jsonl").read_text(encoding="utf-8").splitlines()
        head, *rows = map(json.loads, lines)
        at = head["栏目"].index("原文")
        return {row[at]: row[0] for row in rows}

    def facts(self) -> dict[str, Any]:
        """Return the values of the ledger by id."""
        said = json.loads((self.folder / "out/facts.json").read_text(encoding="utf-8"))
        return {fact["id"]: fact for fact in said}


@pytest.fixture
def desk(tmp_path: Path, kit: Kit) -> Desk:
    folder = tmp_path / "campaign"
    (folder / "inbox").mkdir(parents=True)
    (folder / "campaign.toml").write_text(TOML, encoding="utf-8")
    shutil.copy(ROOT / "data/demo/inbox/01活动基本情况.xlsx", folder / "inbox")
    return Desk(folder, kit)


@pytest.fixture
def decided(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk where the first export is imported and reviewed."""
    assert desk.opinions("import", str(write_board(tmp_path / "留言.xlsx", FIRST)))[0] == 0
    desk.decide()
    return desk


def test_a_longer_export_keeps_every_id_and_decision_and_asks_nothing_twice(
    decided: Desk, tmp_path: Path
) -> None:
    ids, decisions = decided.ids(), (decided.restricted / "decisions.jsonl").read_bytes()
    _, before, _ = decided.kit("tally", str(decided.folder), "--json")

    status, said, _ = decided.opinions("import", str(write_board(tmp_path / "留言.xlsx", FIRST + MORE)))

    assert (status, "登记 2 条，原来就有 5 条" in said) == (0, True)
    now = decided.ids()
    assert {text: now[text] for text in ids} == ids
    assert (decided.restricted / "decisions.jsonl").read_bytes() == decisions
    decided.opinions("review")
    asked = {row["原文"] for sheet in ("方面", "拆分") for row in decided.rows(sheet)}
    assert asked == {"1、公交太少；", "2、文件太长。", "天气太热", "下水道堵了"}
    [pair] = decided.rows("重复")
    assert {pair["原文"], pair["代表原文"]} == {"请增加东街的路灯！", "建议增加东街的路灯"}
    assert not any(row["决定"] for sheet in ("重复", "方面", "拆分") for row in decided.rows(sheet))
    _, after, _ = decided.kit("tally", str(decided.folder), "--json")
    raw = [
        {fact["id"]: fact["value"] for fact in json.loads(text)}["opinions.raw"] for text in (before, after)
    ]
    assert raw == [6, 8]


def test_a_later_answer_that_contradicts_is_shown_and_the_earlier_one_holds(
    decided: Desk, tmp_path: Path
) -> None:
    copy = shutil.copy(decided.workbook, tmp_path / "另一份.xlsx")
    mine, decided.workbook = decided.workbook, Path(copy)
    decided.fill("方面", {"会议太多": {"决定": "民生"}})
    decided.workbook = mine

    status, said, _ = decided.opinions("apply", str(copy), "--who", "李某")

    assert status == 1
    assert re.search("另一份.xlsx「方面」第\\d行“决定”列：.*定为“机关”（王某，.*）.*填“民生”，没有采用", said)
    work = open_campaign(decided.folder)
    merged = {row["归纳表述"]: row["一级方面"] for row in work.reading.sheets.rows("merged_opinions")}
    assert merged == {"增加路灯": "民生", "会议太多": "机关"}


def test_what_was_decided_can_be_changed_on_purpose(decided: Desk) -> None:
    decided.opinions("review", "--all")
    assert {row["原文"]: row["原决定"] for row in decided.rows("方面")}["会议太多"] == "机关"
    decided.fill("方面", {"会议太多": {"决定": "民生"}})

    assert decided.opinions("apply", "--who", "李某")[0] == 0

    sheets = open_campaign(decided.folder).reading.sheets
    assert {row["一级方面"] for row in sheets.rows("merged_opinions")} == {"民生"}


def test_answers_that_were_not_applied_are_never_overwritten(decided: Desk) -> None:
    decided.opinions("review")
    decided.fill("方面", {"天气太热": {"决定": "作废", "理由": "不是意见"}})
    filled = decided.workbook.read_bytes()

    status, _, said = decided.opinions("review")

    assert (status, "还没有记下" in said) == (2, True)
    assert decided.workbook.read_bytes() == filled
    assert decided.opinions("apply", "--who", "王某")[0] == 0
    assert decided.opinions("review")[0] == 0


def test_the_drafts_and_the_ledger_take_up_the_register_and_every_decision(
    decided: Desk, tmp_path: Path
) -> None:
    assert decided.kit("build", str(decided.folder))[0] == 0
    facts = decided.facts()
    assert [facts[id_]["value"] for id_ in ("opinions.raw", "opinions.merged", "opinions.aspects")] == [
        6,
        2,
        2,
    ]
    assert list((decided.folder / "out/drafts").glob("*征求意见汇总表*"))

    _, said, _ = decided.kit("build", str(decided.folder))
    assert "意见梳理：没有变化" in said

    decided.opinions("review")
    decided.fill("方面", {"1、公交太少；": {"决定": "民生"}})
    decided.opinions("apply", "--who", "王某")
    status, said, _ = decided.kit("build", str(decided.folder))
    assert (status, "✓ 意见梳理" in said, "归纳意见条数 2 → 3条" in said) == (0, True, True)

    decided.opinions("import", str(write_board(tmp_path / "留言.xlsx", FIRST + MORE)))
    _, said, _ = decided.kit("build", str(decided.folder))
    assert "原始意见条数 6 → 8条" in said
    assert "✓ 意见梳理" in said


def test_a_split_alone_makes_the_stages_stale(desk: Desk, tmp_path: Path) -> None:
    desk.opinions("import", str(write_board(tmp_path / "留言.xlsx", FIRST)))
    desk.kit("build", str(desk.folder))
    assert desk.facts()["opinions.raw"]["value"] == 5
    desk.opinions("review")
    desk.fill("拆分", {"1、公交太少；2、文件太长。": {"决定": "拆"}})
    desk.opinions("apply", "--who", "王某")

    _, said, _ = desk.kit("build", str(desk.folder))

    assert ("✓ 收集核对" in said, "✓ 意见梳理" in said) == (True, True)
    assert desk.facts()["opinions.raw"]["value"] == 6


def test_sources_of_figures_are_lines_of_the_register_and_of_the_decisions(decided: Desk) -> None:
    work = open_campaign(decided.folder)

    [raw] = work.facts["opinions.raw"].sources
    [merged] = work.facts["opinions.merged"].sources

    lines = (decided.folder / raw.file).read_text(encoding="utf-8").splitlines()
    assert raw.rows == tuple(range(2, 7))  # the split opinion is one line
    assert json.loads(lines[1])[0] in decided.ids().values()
    told = (decided.folder / merged.file).read_text(encoding="utf-8").splitlines()
    assert {json.loads(told[row - 1])["answer"] for row in merged.rows} == {"民生", "机关"}
    digest = hashlib.sha256((decided.folder / merged.file).read_bytes()).hexdigest()
    assert merged.sha256 == digest


def test_the_same_register_and_decisions_give_the_same_facts_and_outputs(
    decided: Desk, tmp_path: Path, kit: Kit
) -> None:
    other = Desk(shutil.copytree(decided.folder, tmp_path / "other"), kit)
    for desk in (decided, other):
        assert desk.kit("tally", str(desk.folder))[0] == 0
        assert desk.opinions("outputs")[0] == 0

    files = [path.relative_to(other.folder) for path in sorted(other.folder.rglob("*.xlsx"))]
    assert len(files) > 5
    assert [(other.folder / path).read_bytes() for path in files] == [
        (decided.folder / path).read_bytes() for path in files
    ]
    assert decided.facts() == other.facts()


def registered_and_sent(desk: Desk, folder: Path) -> Path:
    """Write a list of one opinion, register it and lay it into the inbox too; return where it lies."""
    path = folder / "意见登记.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["意见ID", "来源渠道", "登记日", "原文", "指向"])
        page.write_row(1, 0, ["Y1", "座谈会", "2009-03-01", "会议太多", "机关"])
    desk.opinions("import", str(path))
    shutil.copy(path, desk.folder / "inbox")
    return path


def test_a_file_that_is_registered_and_lies_in_the_inbox_too_is_never_counted_twice(
    desk: Desk, tmp_path: Path
) -> None:
    registered_and_sent(desk, tmp_path)

    status, said, _ = desk.kit("check", str(desk.folder))

    assert (status, "同一批意见会数两遍" in said) == (1, True)


def test_a_lost_view_is_an_error_and_not_a_campaign_without_opinions(desk: Desk, tmp_path: Path) -> None:
    board = write_board(tmp_path / "留言.xlsx", FIRST)
    desk.opinions("import", str(board))
    view = desk.folder / "opinions/register.jsonl"
    bytes_before = view.read_bytes()
    view.unlink()

    status, said, _ = desk.kit("check", str(desk.folder))
    assert (status, "意见没有算进去" in said) == (1, True)

    desk.opinions("import", str(board))
    assert view.read_bytes() == bytes_before


def test_many_opinions_that_wait_are_one_finding_and_not_one_each(decided: Desk) -> None:
    found = [finding for finding in open_campaign(decided.folder).findings if "归" in finding.problem]

    assert [finding.rule for finding in found] == ["opinions.undecided"]
    assert "还有 3 条意见没有归到方面" in found[0].problem


def test_an_adopted_and_a_rejected_opinion_reach_the_adoption_table_with_its_reason(decided: Desk) -> None:
    decided.opinions("review")
    said = {"增加路灯": {"决定": "采纳"}, "会议太多": {"决定": "未采纳", "理由": "已经减过"}}
    decided.fill("采纳", said, key="归纳表述")
    assert decided.opinions("apply", "--who", "王某")[0] == 0

    assert decided.opinions("outputs")[0] == 0

    sheet = openpyxl.load_workbook(decided.folder / "out/opinions/采纳情况.xlsx").worksheets[0]
    assert [row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("增加路灯", "采纳", None),
        ("会议太多", "未采纳", "已经减过"),
    ]


def test_an_import_is_taken_back_and_the_figures_follow(decided: Desk, tmp_path: Path) -> None:
    board = write_board(tmp_path / "留言.xlsx", FIRST)
    ids, decisions = decided.ids(), (decided.restricted / "decisions.jsonl").read_bytes()
    decided.kit("build", str(decided.folder))
    assert decided.facts()["opinions.raw"]["value"] == 6

    status, said, _ = decided.opinions("withdraw", "留言.xlsx", "--who", "王某", "--reason", "传错了")

    assert (status, "撤回 5 条" in said, "kit opinions import" in said) == (0, True, True)
    assert decided.kit("build", str(decided.folder))[0] == 0
    assert "opinions.raw" not in decided.facts()
    assert (decided.restricted / "decisions.jsonl").read_bytes() == decisions
    _, said, _ = decided.opinions("import", str(board))
    assert "登记 5 条（都是撤回过的，编号照旧）" in said
    assert decided.ids() == ids
    decided.kit("build", str(decided.folder))
    assert decided.facts()["opinions.merged"]["value"] == 2


def test_what_may_be_taken_back_is_listed(decided: Desk) -> None:
    status, said, _ = decided.opinions("withdraw")

    assert (status, "留言.xlsx：5 条" in said) == (0, True)


def test_what_nobody_imported_cannot_be_taken_back(decided: Desk) -> None:
    status, _, said = decided.opinions("withdraw", "座谈会.xlsx")

    assert (status, "没有从这个文件登记过意见" in said, "留言.xlsx（5 条）" in said) == (2, True, True)


def test_a_withdrawn_file_may_go_into_the_inbox(desk: Desk, tmp_path: Path) -> None:
    path = registered_and_sent(desk, tmp_path)
    assert desk.kit("check", str(desk.folder))[0] == 1

    desk.opinions("withdraw", str(path))

    assert desk.kit("check", str(desk.folder))[0] == 0


def test_an_import_says_what_a_sheet_was_taken_for_once_and_how_to_undo(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "征求意见表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["部门", "对班子的意见", "对机关的意见"])
        page.write_row(1, 0, ["甲局", "调研不够深入细致", "会议太多，建议少开"])

    _, said, _ = desk.opinions("import", str(path), "--accept")

    assert "认作“意见表（一行一份）”：" in said
    assert said.count("一行一份") == 1
    assert "原来就有" not in said
    assert "登错了可以撤回：kit opinions withdraw" in said


def test_refused_sheets_are_an_exit_status_and_nothing_is_registered(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "走访.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("走访")
        page.write_row(0, 0, ["走访日期", "对象类型", "对象名称", "带队领导", "收集意见数"])
        page.write_row(1, 0, ["2009-04-02", "社区", "东街社区", "李清和", 2])

    status, said, _ = desk.opinions("import", str(path))

    assert (status, "认出是“走访台账”" in said) == (1, True)
    assert "下一步" not in said
    assert not list(desk.restricted.glob("0*.jsonl"))
    assert "走访.xlsx" not in desk.opinions("withdraw")[1]


def test_a_file_whose_question_was_not_answered_may_go_into_the_inbox(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "登记.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["意见ID", "来源渠道", "登记日", "原文", "指向"])
        page.write_row(1, 0, ["Y1", "", "2009-03-01", "会议太多", "机关"])
    assert "渠道" in desk.opinions("import", str(path))[1]
    shutil.copy(path, desk.folder / "inbox")

    assert "同一批意见会数两遍" not in desk.kit("check", str(desk.folder))[1]


def test_what_only_the_subject_says_is_sorted_worded_and_passed_on_with_it(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [
        (1, "U1", "反对在西山路装路灯", "2009/1/6 12:09:38", "见标题，谢谢领导"),
        (2, "U2", "支持在西山路装路灯", "2009/1/7 12:09:38", "见标题，谢谢领导"),
        (3, "U3", "会议太多", "2009/1/8 12:09:38", "见标题，谢谢领导"),
    ]
    desk.opinions("import", str(write_board(tmp_path / "留言.xlsx", rows)))
    desk.opinions("review")
    assert desk.rows("重复") == []
    assert {(row["主题"], row["建议方面"]) for row in desk.rows("方面")} == {
        ("会议太多", "机关"),
        ("反对在西山路装路灯", "民生"),
        ("支持在西山路装路灯", "民生"),
    }

    desk.fill("方面", {row[2]: {"决定": "同意建议"} for row in rows}, key="主题")
    assert desk.opinions("apply", "--who", "王某")[0] == 0
    desk.opinions("review", "--all")
    assert {row["归纳表述"] for row in desk.rows("采纳")} == {f"{row[2]}。{row[4]}" for row in rows}
    desk.opinions("outputs")
    register = next(path for path in desk.folder.rglob("意见登记簿.xlsx"))
    said = {row[3] for row in openpyxl.load_workbook(register).worksheets[0].iter_rows(values_only=True)}
    assert {f"{row[2]}。{row[4]}" for row in rows} <= said


LIST = [
    ("城乡建设", "道路", "路灯"),
    ("城乡建设", "道路", "桥梁"),
    ("城乡建设", "公共交通", "公交车"),
    ("机关作风", "会议文件", "会议"),
]


@pytest.mark.parametrize(
    ("level", "aspects"),
    [
        (1, {"城乡建设": 2, "机关作风": 1}),
        (2, {"城乡建设·道路": 1, "城乡建设": 1, "机关作风·会议文件": 1}),
        (3, {"城乡建设·道路·路灯": 1, "城乡建设": 1, "机关作风·会议文件·会议": 1}),
    ],
)
def test_an_office_s_own_list_sorts_at_any_level_and_its_counts_roll_up(
    desk: Desk, tmp_path: Path, level: int, aspects: dict[str, int]
) -> None:
    with xlsxwriter.Workbook(desk.folder / "意见分类.xlsx") as book:
        page = book.add_worksheet()
        for number, row in enumerate([("一级", "二级", "三级"), *LIST]):
            page.write_row(number, 0, row)
    own = TOML.partition("[[aspects]]")[0] + f'[opinions]\nlist = "意见分类.xlsx"\nlevel = {level}\n'
    (desk.folder / "campaign.toml").write_text(own, encoding="utf-8")
    rows = [
        (1, "U1", "", "2009/1/6 12:09:38", "建议增加东街的路灯"),
        (2, "U2", "", "2009/1/7 12:09:38", "自来水发黄"),
        (3, "U3", "", "2009/1/8 12:09:38", "会议太多"),
    ]
    desk.opinions("import", str(write_board(tmp_path / "留言.xlsx", rows)))
    desk.opinions("review")
    said = {row["原文"]: row["建议方面"] for row in desk.rows("方面")}
    assert (said["建议增加东街的路灯"], said["会议太多"]) == ("城乡建设·道路·路灯", "机关作风·会议文件·会议")
    answers = {"建议增加东街的路灯": "同意建议", "自来水发黄": "城乡建设", "会议太多": "会议"}
    desk.fill("方面", {text: {"决定": answer} for text, answer in answers.items()})
    assert desk.opinions("apply", "--who", "王某")[0] == 0
    desk.kit("tally", str(desk.folder))

    facts = desk.facts()
    listed = facts["opinions.aspect_list"]["value"]
    assert {name: facts[f"opinions.aspect.{own_word(name)}.merged"]["value"] for name in listed} == aspects
    assert facts["opinions.by.城乡建设.merged"]["value"] == 2
    assert facts["opinions.by.城乡建设.道路.merged"]["value"] == 1
    assert facts["opinions.by.机关作风.会议文件.会议.raw"]["value"] == 1
