"""Answers go into campaign.toml beside what is there: every line stays, and the file says what it said."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.app.make.remembering import remember
from kit.model.campaign import SheetEntry
from kit.model.finding import CampaignError

BASE = """\
# 我们的设置
[campaign]
title = "试验 # 不是注释"
year = 2009   # 年

[office]
name = "办公室"
body = "机关"
body_short = "机关"
"""
SHEETS = '\n[[sheets]]\nfile = "签到.xlsx"  # 旧的\nkind = "会议台账"\n'
ANSWERS = '\n[answers]  # 答过的\n"会议台账·类型：读书班" = "中心组学习"  # 局里定的\n# 还没答的写在下面\n'
AFTER = '\n[documents.speech]\nsalutation = """同志们：\n[answers]\n"""\n'
ENTRY = SheetEntry(kind="走访台账", headings={"谁=去": "领导", "“引号”\\": "", "日 子": "日期"})
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(
    parts=st.permutations([SHEETS, ANSWERS, AFTER]).map(lambda each: each[:2]),
    answers=st.dictionaries(WORDS, WORDS, max_size=3),
    entries=st.lists(st.just(ENTRY), max_size=2),
    look=st.tuples(st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]), st.booleans()),
)
def test_every_line_stays_in_its_place_and_the_file_says_what_it_said_and_the_answers(
    tmp_path_factory: pytest.TempPathFactory,
    parts: list[str],
    answers: dict[str, str],
    entries: list[SheetEntry],
    look: tuple[bool, str, bool],
) -> None:
    crlf, encoding, cut = look
    path = tmp_path_factory.mktemp("活动") / "campaign.toml"
    text = BASE + "".join(parts)
    text = (text.rstrip("\n") if cut else text).replace("\n", "\r\n" if crlf else "\n")
    path.write_bytes(text.encode(encoding))

    remember(path.parent, entries, answers)

    new = path.read_bytes().decode(encoding)
    before, after = tomllib.loads(text), tomllib.loads(new)
    assert after.pop("answers", {}) == {**before.pop("answers", {}), **answers}
    assert len(after.pop("sheets", [])) == len(before.pop("sheets", [])) + len(entries)
    assert after == before
    remaining = iter(new.splitlines())
    assert all(line in remaining for line in text.splitlines())
    assert ("\r\n" in new) == crlf
    assert not (crlf and "\n" in new.replace("\r\n", ""))


def test_a_second_answer_takes_the_place_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text(BASE + ANSWERS, encoding="utf-8")

    remember(tmp_path, answers={"会议台账·类型：读书班": "读书班"})

    text = (tmp_path / "campaign.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["answers"] == {"会议台账·类型：读书班": "读书班"}
    assert text.count("读书班：") + text.count("类型：读书班") == 1


@pytest.mark.parametrize("inline", ['sheets = [{ file = "a.xlsx", kind = "忽略" }]', 'answers = { a = "b" }'])
def test_a_file_that_nothing_can_be_added_to_is_left_alone_and_said(tmp_path: Path, inline: str) -> None:
    (tmp_path / "campaign.toml").write_text(f"{inline}\n{BASE}", encoding="utf-8")

    with pytest.raises(CampaignError, match="不是一段一段写的，添不进去"):
        remember(tmp_path, [ENTRY], {"问": "答"})

    assert (tmp_path / "campaign.toml").read_text(encoding="utf-8") == f"{inline}\n{BASE}"


def test_nothing_to_keep_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text(BASE, encoding="utf-8")
    before = (tmp_path / "campaign.toml").stat().st_mtime_ns

    remember(tmp_path)

    assert (tmp_path / "campaign.toml").stat().st_mtime_ns == before
