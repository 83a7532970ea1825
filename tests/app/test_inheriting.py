"""`kit new DIR --from OLD`: the office's own comes along, that campaign's own does not."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kit.app.make.inheriting import KEPT, inherited
from kit.app.work import open_campaign
from kit.model.campaign import read_campaign

Kit = Callable[..., tuple[int, str, str]]
SETTINGS = """\
[campaign]
title = "去年的活动"
year = 2009
phase = 2

# 处里自己定的
[office]
name = "试验办公室"   # 署名
body = "试验机关"
body_short = "机关"

[evaluation]
name = "群众评议"
points = [100, 80, 60, 40]
# 四项
[[evaluation.items]]
id = "work"
question = "工作"
grades = ["好", "较好", "一般", "差"]

[documents.speech]
salutation = "去年的同志们："

[[sheets]]
kind = "走访台账"
headings = { "外出日子" = "日期", "谁" = "领导", "哪一类" = "对象类型", "哪里" = "对象名称", "天气" = "" }

[[sheets]]
file = "食堂.xlsx"
kind = "忽略"

[[sheets]]
file = "早没有了.xlsx"
kind = "会议台账"

[answers]
"宣传报道·媒体级别：县级" = "县级"
"走访.xlsx「表」第3行“对象类型”列" = "社区"
"""
OWN = """\
name = "茶歇"
row = "一次茶歇"
columns = [{ name = "点心" }, { name = "份数", type = "整数" }]
"""


def write(path: Path, *rows: list[Any]) -> None:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("表")
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return last year's campaign, with a sheet that was left out and one of the office's own."""
    folder = tmp_path / "去年"
    (folder / "inbox").mkdir(parents=True)
    (folder / "topics").mkdir()
    (folder / "campaign.toml").write_text(SETTINGS, encoding="utf-8")
    write(folder / "inbox/食堂.xlsx", ["菜名", "价格"], ["青菜", 3])
    (folder / "topics/茶歇.toml").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture
def new(old: Path, tmp_path: Path, kit: Kit) -> Path:
    """Return the campaign made from it."""
    assert kit("new", str(tmp_path / "今年"), "--from", str(old))[0] == 0
    return tmp_path / "今年"


def settings(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "campaign.toml").read_text(encoding="utf-8"))


def test_the_office_and_its_appraisal_come_along_with_their_comments(new: Path) -> None:
    said, text = settings(new), (new / "campaign.toml").read_text(encoding="utf-8")

    assert {key: said[key] for key in ("office", "evaluation")} == {
        key: tomllib.loads(SETTINGS)[key] for key in ("office", "evaluation")
    }
    assert "# 署名" in text
    assert "# 处里自己定的\n[office]" in text
    assert "# 四项\n[[evaluation.items]]" in text


def test_what_was_that_campaigns_own_does_not(new: Path) -> None:
    text = (new / "campaign.toml").read_text(encoding="utf-8")

    assert "去年" not in text
    assert read_campaign(new).campaign.year != 2009
    assert list((new / "inbox").iterdir()) == []


def test_a_section_that_the_old_campaign_did_not_have_is_not_made_up(new: Path) -> None:
    campaign = read_campaign(new)

    assert (campaign.poll, campaign.problems, campaign.aspects) == (None, (), ())


def test_a_sheet_is_known_by_its_headings_though_its_file_is_called_otherwise(new: Path) -> None:
    write(
        new / "inbox/今年的.xlsx",
        ["谁", "外出日子", "哪一类", "哪里", "天气"],
        ["张三", "3月2日", "社区", "东街", "晴"],
    )
    write(new / "inbox/食堂（二）.xlsx", ["价格", "菜名"], [3, "青菜"])

    work = open_campaign(new)

    assert [row["对象名称"] for row in work.reading.sheets.rows("visits")] == ["东街"]
    assert [account.evidence for account in work.reading.account if account.file == "食堂（二）.xlsx"] == [
        ("campaign.toml 写了忽略",)
    ]


def test_words_are_remembered_and_answers_on_single_cells_are_not(new: Path) -> None:
    assert settings(new)["answers"] == {"宣传报道·媒体级别：县级": "县级"}


def test_the_offices_own_sheets_come_along(new: Path, old: Path) -> None:
    assert (new / "topics/茶歇.toml").read_bytes() == (old / "topics/茶歇.toml").read_bytes()
    assert [topic.name for topic in read_campaign(new).topics] == ["茶歇"]


def test_it_says_what_came_along_and_what_did_not(old: Path, tmp_path: Path, kit: Kit) -> None:
    _, printed, _ = kit("new", str(tmp_path / "今年"), "--from", str(old))

    assert "从旧活动带过来：[office]、[evaluation]、认表的记录 2 条、答过的词 1 个、自己的表 1 张" in printed
    assert "没有带过来：活动名称和阶段" in printed
    assert "早没有了.xlsx：当时只写了文件名（会议台账）" in printed


def test_an_old_campaign_that_is_none_is_refused_and_nothing_is_made(tmp_path: Path, kit: Kit) -> None:
    status, _, complaint = kit("new", str(tmp_path / "今年"), "--from", str(tmp_path / "没有的"))

    assert status == 2
    assert "不是活动文件夹" in complaint
    assert not (tmp_path / "今年").exists()


def test_a_campaign_without_phases_makes_one_without(old: Path, tmp_path: Path, kit: Kit) -> None:
    (old / "campaign.toml").write_text(SETTINGS.replace("phase = 2\n", ""), encoding="utf-8")

    kit("new", str(tmp_path / "今年"), "--from", str(old))

    assert read_campaign(tmp_path / "今年").campaign.phase is None


def test_the_demo_makes_one_with_the_same_office_appraisal_and_aspects(tmp_path: Path, kit: Kit) -> None:
    demo = Path(__file__).parents[2] / "data/demo"
    shutil.copyfile(demo / "campaign.toml", tmp_path / "campaign.toml")

    kit("new", str(tmp_path / "今年"), "--from", str(tmp_path))

    before, after = settings(demo), settings(tmp_path / "今年")
    assert {key: after.get(key) for key in KEPT} == {key: before.get(key) for key in KEPT}


@given(inline=st.booleans(), day=st.booleans(), crlf=st.booleans())
def test_sections_say_the_same_however_they_were_written_but_for_their_days(
    tmp_path_factory: pytest.TempPathFactory, *, inline: bool, day: bool, crlf: bool
) -> None:
    folder = tmp_path_factory.mktemp("旧")
    problems = [{"id": "growth", "name": "发展"}, {"id": "living", "name": "民生"}]
    lines = ['problems = [{id = "growth", name = "发展"}, {id = "living", name = "民生"}]'] if inline else []
    lines += SETTINGS.partition("[evaluation]")[0].splitlines()
    lines += [] if inline else ["[[problems]]", 'id = "growth"', 'name = "发展"', "# 二", "[[problems]]"]
    lines += [] if inline else ['id = "living"', 'name = "民生"']
    text = "\n".join(lines).replace("phase = 2", "register_date = 2009-05-01" if day else "")
    (folder / "campaign.toml").write_bytes(text.replace("\n", "\r\n" if crlf else "\n").encode())

    found = inherited(folder)

    assert tomllib.loads(found.sections["problems"])["problems"] == problems
    assert "2009" not in "".join(found.sections.values())
