"""What campaign.toml says is checked at once, in Chinese, with the nearest known key."""

from pathlib import Path

import pytest

from kit.nouns.campaign import read_campaign
from kit.nouns.errors import CampaignError

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
        ('[[sheets]]\nfile = "甲.xlsx"\nkidn = "忽略"', "“sheets.1.kidn”没有这一项，是不是“kind”"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_chinese_with_its_key(tmp_path: Path, said: str, told: str) -> None:
    assert told in fault(tmp_path, said)


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    problem = fault(tmp_path, '[form]\nprofile = "C"\ntop = 5\n')

    assert "form.profile" in problem
    assert "form.top" in problem
