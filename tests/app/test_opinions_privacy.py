"""No shared output of a whole campaign holds what leads to a person: everything written is searched."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from kit.app.cli import main

# Planted in the exports, nowhere else. No letter of them stands in a file name or in campaign.toml.
PLANTED = {
    "姓名": ("朱琦梦", "邵砚舟", "买合木提·阿不都", "钟离雪涛"),
    "电话": ("13800138000", "0772-2835566", "139 0013 9000"),
    "证件": ("11010519491231002X", "6222021234567894"),
    "邮箱": ("zhuqm1975@example.com",),
    "车牌": ("桂B12K45",),
    "自述": ("市一中的退休教师",),
}
SECRETS = [secret for kind in PLANTED.values() for secret in kind]
TEXTS = [
    "我叫朱琦梦，电话13800138000，建议增加东街的路灯。",
    "我是市一中的退休教师，希望增加东街的路灯。邵砚舟也这样说。",
    "会议太多，身份证11010519491231002X，请联系zhuqm1975@example.com",
    "1、公交太少，打我电话139 0013 9000；2、文件太长，车桂B12K45停了半天。",
    "买合木提·阿不都反映：东街的路灯坏了，座机0772-2835566",
    "钟离雪涛的补助没有发，卡号6222021234567894",
    "请增加东街的路灯，朱琦梦",
    "下水道堵了，找邵砚舟就知道",
]
GIVERS = ["朱琦梦", "邵砚舟", "", "", "买合木提·阿不都", "钟离雪涛", "", ""]
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
FORMS = (
    "征求意见发放回收",
    [["批次号", "渠道", "发出份数", "收回份数", "无意见份数"], [1, "群众", 60, 41, 7]],
)
FAULTY = [2, "委员", 20, 25, 3]
Kit = Callable[..., str]


def write(path: Path, sheet: str, rows: list[list[Any]]) -> Path:
    """Write one sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def words(data: bytes) -> Iterator[str]:
    """Yield every text in a file: of packages every part, of anything else the bytes themselves."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield from words(package.read(name))
    else:
        text = data.decode("utf-8", "replace")
        yield text
        yield text.encode().decode("unicode_escape", "ignore") if "\\u" in text else ""


@pytest.fixture
def kit(capsys: pytest.CaptureFixture[str]) -> Kit:
    """Return a function that runs `kit` and gives everything it printed."""

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main(list(arguments))
        said = capsys.readouterr()
        return said.out + said.err

    return run


@pytest.fixture
def campaign_folder(tmp_path: Path) -> Path:
    """Return a campaign with a fault in one workbook, so that there is a marked copy, and two leaders."""
    folder = tmp_path / "campaign"
    write(
        folder / "inbox/参数.xlsx",
        "活动参数",
        [
            ["阶段序号", "阶段名称", "活动名称", "统计截止日"],
            [1, "学习阶段", "试验活动", "2009-05-01"],
        ],
    )
    write(
        folder / "inbox/班子.xlsx",
        "班子名单",
        [["姓名", "职务", "排序"], ["陆承远", "主席", 1], ["何静山", "副主席", 2]],
    )
    write(folder / "inbox/发放.xlsx", FORMS[0], [*FORMS[1], FAULTY])
    (folder / "campaign.toml").write_text(TOML, encoding="utf-8")
    return folder


def export(folder: Path, texts: list[str]) -> Path:
    """Write an export with everything planted: givers, texts, a title, a user, a file named for a person."""
    head = ["来源渠道", "登记日", "意见标题", "意见内容", "指向", "提出人", "提出者类别", "来源记录ID"]
    rows = [
        ["走访", f"2009-03-{at + 1:02d}", f"{giver}的意见", text, "全市工作", giver, "残疾人代表", secret]
        for at, (text, giver, secret) in enumerate(zip(texts, GIVERS, SECRETS, strict=False))
    ]
    return write(folder / "朱琦梦转来的意见.xlsx", "意见", [head, *rows])


def carry_through(folder: Path, source: Path, kit: Kit) -> str:
    """Do all that a clerk does with opinions; return all that was printed."""
    at = str(folder)
    said = kit("opinions", "import", str(source), "--campaign", at, "--accept")
    said += kit("opinions", "suggest", "--campaign", at) + kit("opinions", "review", "--campaign", at)
    workbook = folder / "opinions/restricted/审核表.xlsx"
    book = openpyxl.load_workbook(workbook)
    for name, answer in (("方面", "民生"), ("拆分", "拆"), ("重复", "不同")):
        head = [cell.value for cell in book[name][1]]
        for number, row in enumerate(book[name].iter_rows(min_row=2)):
            row[head.index("决定")].value = answer
            if name == "方面" and number == 0:  # a person types a name into what will be printed
                row[head.index("归纳表述")].value = "朱琦梦（13800138000）建议增加路灯"
            if name == "方面" and number == 1:
                row[head.index("决定")].value = "作废"
                row[head.index("理由")].value = "邵砚舟说不提了"
    book.save(workbook)
    said += kit("opinions", "apply", "--who", "王某", "--campaign", at)
    said += kit("check", at) + kit("tally", at)
    write(folder / "inbox/发放.xlsx", *FORMS)
    said += kit("build", at) + kit("tally", at, "--json") + kit("opinions", "outputs", "--campaign", at)
    write(folder / "inbox/发放.xlsx", FORMS[0], [*FORMS[1], FAULTY])
    return said + kit("opinions", "suggest", "--campaign", at) + kit("check", at) + kit("check", at, "--json")


def shared_files(folder: Path) -> dict[str, bytes]:
    """Return every file of a campaign but what is restricted and what came in."""
    kept = folder / "opinions" / "restricted"
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and kept not in path.parents]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_that_leads_to_a_person_leaves_the_restricted_folder(
    campaign_folder: Path, tmp_path: Path, kit: Kit
) -> None:
    source = export(tmp_path / "exports", TEXTS)

    said = carry_through(campaign_folder, source, kit)

    files = shared_files(campaign_folder)
    wanted = (
        *("out/facts.json", "out/drafts/", "out/runs/2_opinions.ipynb", "out/runs/2_opinions.html"),
        *("out/opinions/意见登记簿.xlsx", "out/opinions/意见汇总（班子会）.xlsx", "opinions/register.jsonl"),
        *("out/checked/", "out/.state/"),
    )
    assert not [name for name in wanted if not any(file.startswith(name) for file in files)]
    found = [
        (name, secret)
        for name, data in files.items()
        for text in (name, *words(data))
        for secret in SECRETS
        if secret in text
    ]
    assert found == []
    printed = said.replace(source.name, "")  # the clerk typed that name
    assert [secret for secret in SECRETS if secret in printed] == []
    verbatim = (campaign_folder / "opinions/restricted/0001.jsonl").read_text(encoding="utf-8")
    assert [text for text in TEXTS if text not in verbatim] == []


def test_the_shared_files_are_the_same_bytes_in_another_folder(
    campaign_folder: Path, tmp_path: Path, kit: Kit
) -> None:
    source = export(tmp_path / "exports", TEXTS)
    carry_through(campaign_folder, source, kit)
    other = tmp_path / "other" / "campaign"
    for name in ("参数", "班子", "发放"):
        path = campaign_folder / f"inbox/{name}.xlsx"
        (other / "inbox").mkdir(parents=True, exist_ok=True)
        (other / f"inbox/{name}.xlsx").write_bytes(path.read_bytes())
    (other / "campaign.toml").write_text(TOML, encoding="utf-8")
    carry_through(other, source, kit)

    one, two = shared_files(campaign_folder), shared_files(other)
    steady = [name for name in one if name.startswith(("opinions/", "out/opinions/", "out/drafts/"))]
    assert len(steady) > 6
    assert [name for name in steady if one[name] != two.get(name)] == []


def test_the_state_of_a_run_holds_no_word_of_an_opinion(
    campaign_folder: Path, tmp_path: Path, kit: Kit
) -> None:
    carry_through(campaign_folder, export(tmp_path / "exports", TEXTS), kit)

    record = json.loads((campaign_folder / "out/.state/record.json").read_text(encoding="utf-8"))

    assert all(len(digest) == 12 for digest in record["rows"]["opinions"])
