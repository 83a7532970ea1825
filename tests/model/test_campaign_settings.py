"""What campaign.toml says is checked at once, in Chinese, with the nearest known key."""

from pathlib import Path

import pytest
from pydantic import Field

from kit.model.campaign import read_campaign
from kit.model.evaluation import Evaluation
from kit.model.finding import CampaignError
from kit.model.settings import Section, checked

WHOLE = """
[campaign]
title = "试验"
year = 2009
phase = 1
[office]
name = "办公室"
body = "机关"
body_short = "机关"
"""


def fault(folder: Path, said: str) -> str:
    """Return what is said of a campaign.toml with something more in it."""
    (folder / "campaign.toml").write_text(WHOLE + said, encoding="utf-8")
    with pytest.raises(CampaignError) as raised:
        read_campaign(folder)
    return raised.value.problem


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('[form]\nprofile = "C"', '“form.profile”只能写 "A" 或 "B"'),
        ("[form]\ntop = 5", "“form.top”不能小于 10"),
        ("[form]\nleft = 61", "“form.left”不能大于 60"),
        ('[form]\npitch = "三"', "“form.pitch”要写成数（不加引号）"),
        ("[form]\nthird_level_bold = 1", "“form.third_level_bold”要写成 true 或 false"),
        ('[form.fonts]\nbody = ""', "“form.fonts.body”不能空着"),
        ("[form]\npich = 28", "“form.pich”没有这一项，是不是“pitch”"),
        ("[form.podium]\nsizes = 18", "“form.podium.sizes”没有这一项，是不是“size”"),
        ("[chekcs]\nlow_return_rate = 50", "“chekcs”没有这一项，是不是“checks”"),
        ('[evaluation]\ndenominator = "有效票"', '“evaluation.denominator”只能写 "valid"、"answered"'),
        ("[evaluation]\npreset = ['GOOD4']", "preset 没有“['GOOD4']”"),
        ('[[sheets]]\nfile = "甲.xlsx"\nkidn = "忽略"', "“sheets.1.kidn”没有这一项，是不是“kind”"),
        ('[[sheets]]\nfile = "甲.xlsx"\nkidn = "忽略"', "（可以写的有：file、sheet、kind、headings）"),
        ("[form.podium]\nxyz = 18", "“form.podium.xyz”没有这一项（可以写的有：size、pitch、bold）"),
        ('[form.podium]\n"字号" = 18', "“form.podium.字号”没有这一项，是不是“size”（可以写的有：size"),
        ("[chekcs]\nlow_return_rate = 50", "（可以写的有：campaign、office、form、evaluation、poll、"),
        ("[xyz]", "“xyz”没有这一项（可以写的有：campaign、"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_chinese_with_its_key(tmp_path: Path, said: str, told: str) -> None:
    assert told in fault(tmp_path, said)


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    problem = fault(tmp_path, '[form]\nprofile = "C"\ntop = 5\n')

    assert "form.profile" in problem
    assert "form.top" in problem


def test_which_keys_may_be_written_is_said_once_for_a_table(tmp_path: Path) -> None:
    problem = fault(tmp_path, "[checks]\nabc = 50\nxyz = 60\n[form.podium]\nxyz = 1\n")

    assert problem == (
        "“form.podium.xyz”没有这一项（可以写的有：size、pitch、bold）；"
        "“checks.abc”没有这一项（可以写的有：low_return_rate、essay_authors）；“checks.xyz”没有这一项"
    )


def test_where_a_table_has_many_keys_a_dozen_and_their_number_are_said(tmp_path: Path) -> None:
    problem = fault(tmp_path, "[evaluation]\nxyz = 1\n")

    listed = problem.partition("可以写的有：")[2].partition("）")[0]
    assert listed.startswith("preset、name、items、")
    assert listed.endswith(f"、trim_above、groups等 {len(Evaluation.model_fields)} 项")
    assert listed.count("、") == 11


class Point(Section):
    """One point of a list."""

    title: str = ""
    text: str = ""


class Results(Section):
    """A table with a list of points and a value that pydantic speaks of in English only."""

    results: tuple[Point, ...] = Field(default=(), strict=False)
    folder: Path = Path()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"results": ["认识有提高"]}, "“results.1”要写成 { title = …, text = … } 这样，不是一个值"),
        ({"folder": "甲"}, "“folder”的写法不对"),
    ],
)
def test_what_the_library_says_in_english_is_said_in_chinese(said: dict[str, object], told: str) -> None:
    with pytest.raises(CampaignError) as raised:
        checked(Results, said, "campaign.toml")

    assert raised.value.problem == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("name = “办公室”", "campaign.toml第11行：写法不对，多半是因为用了全角的 “”（name = “办公室”）"),
        ('name = "办公室”', "campaign.toml第11行：写法不对，多半是因为用了全角的 ”（"),
        ('name ＝ "办公室"  # 署名', '写法不对，多半是因为用了全角的 ＝（name ＝ "办公室"）'),
        ('name = "办公室', '引号没有成对（name = "办公室）。文字前后各要一个半角引号'),
        ("name = 办公室", "等号后面的值看不懂（name = 办公室）。文字要用半角引号括起来"),
        ("name", "名称后面少了等号（name）"),
        ('name = "甲" 乙', "值的后面多了东西"),
        ("name = 2009-02-30", "日期不对"),
        ('name = "a"\nname = "b"', "campaign.toml第12行：这一项写了两遍"),
        ("[office]", "campaign.toml第11行：这一段写了两遍"),
        ("name = [1", "上面几行的方括号 [ 没有成对"),
    ],
)
def test_a_line_that_is_no_toml_is_named_with_its_number_and_in_chinese(
    tmp_path: Path, line: str, told: str
) -> None:
    (tmp_path / "campaign.toml").write_text(f"{WHOLE}[x]\n{line}\n", encoding="utf-8")

    with pytest.raises(CampaignError) as raised:
        read_campaign(tmp_path)

    assert told in str(raised.value)
    assert " at line" not in str(raised.value)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_file_that_notepad_saved_in_its_own_way_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "campaign.toml").write_bytes(WHOLE.encode(encoding))

    assert read_campaign(tmp_path).office.name == "办公室"


@pytest.mark.parametrize(("word", "line"), [("机关", 8), ("办公室", 7)])
def test_a_damaged_byte_is_named_with_its_line_and_never_guessed_at(
    tmp_path: Path, word: str, line: int
) -> None:
    damaged = WHOLE.encode().replace(word.encode(), word.encode()[1:])  # the second is rubbish in GB18030
    (tmp_path / "campaign.toml").write_bytes(damaged)

    with pytest.raises(CampaignError, match=rf"campaign.toml第{line}行：.*另存为，编码选 UTF-8"):
        read_campaign(tmp_path)
