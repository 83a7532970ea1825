"""Proposals are made once for all who ask, and made again as soon as anything they follow from changes."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kit.app.opinions import remembered
from kit.app.opinions.remembered import suggested
from kit.opinions.deciding.decisions import Decision, verbatim_code
from kit.opinions.deciding.suggesting import Suggestions
from kit.opinions.proposing.aspects import AspectWords, Taxonomy

TEXTS = [
    f"{place}的{thing}坏了{n}个月"
    for place in ("东街", "西街")
    for thing in ("路灯", "井盖")
    for n in range(2, 12)
]
TEXTS += ["1、公交太少；2、文件太长。", "东街的路灯坏了2个月！"]
REGISTER = pd.DataFrame({"意见ID": [f"Y{at}" for at in range(len(TEXTS))], "原文": TEXTS, "主题": None})
ASPECTS = Taxonomy((AspectWords("市政", ("路灯",)), AspectWords("作风", ("文件",))))
DECIDED = (Decision("方面", ("Y0",), "市政", "王某", "2020-05-01", verbatim_code(TEXTS[0])),)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by one whenever proposals are really made."""
    calls: list[int] = []
    really = remembered.suggest

    def counting(*given: Any) -> Suggestions:
        calls.append(1)
        return really(*given)

    monkeypatch.setattr(remembered, "suggest", counting)
    return calls


def check_equal(one: Suggestions, other: Suggestions) -> None:
    assert (one.accuracy, one.proposals.audit) == (other.accuracy, other.proposals.audit)
    pd.testing.assert_frame_equal(one.by_opinion, other.by_opinion)
    for field in fields(one.proposals):
        if isinstance(frame := getattr(one.proposals, field.name), pd.DataFrame):
            pd.testing.assert_frame_equal(frame, getattr(other.proposals, field.name), check_dtype=False)


def test_what_is_asked_again_is_remembered_and_the_same(tmp_path: Path, made: list[int]) -> None:
    first = suggested(tmp_path, REGISTER, ASPECTS, DECIDED)
    check_equal(first, suggested(tmp_path, REGISTER, ASPECTS, DECIDED))

    assert len(made) == 1
    assert len(first.proposals.duplicates)
    assert len(first.proposals.splits)
    assert {path.name for path in tmp_path.rglob("*.json")} == {"proposals.json"}
    assert all("restricted" in path.parts for path in tmp_path.rglob("*.json"))


def test_whatever_changes_makes_them_anew(tmp_path: Path, made: list[int]) -> None:
    suggested(tmp_path, REGISTER, ASPECTS, DECIDED)
    suggested(tmp_path, REGISTER[:-1], ASPECTS, DECIDED)
    suggested(tmp_path, REGISTER, Taxonomy(ASPECTS.aspects[:1]), DECIDED)
    suggested(tmp_path, REGISTER, ASPECTS, ())

    assert len(made) == 4


@pytest.mark.parametrize("harm", ["cut", "changed", "other shape"])
def test_what_does_not_fit_its_hash_is_not_believed(tmp_path: Path, made: list[int], harm: str) -> None:
    suggested(tmp_path, REGISTER, ASPECTS, DECIDED)
    [path] = tmp_path.rglob("proposals.json")
    said = json.loads(path.read_text(encoding="utf-8"))
    if harm == "changed":
        said["made"]["frames"]["aspects"]["rows"][0][1] = "作风"
    elif harm == "other shape":
        said["made"] = {}
        said["sha256"] = remembered._hash({})
    text = json.dumps(said)
    path.write_text(text[:100] if harm == "cut" else text, encoding="utf-8")
    found = suggested(tmp_path, REGISTER, ASPECTS, DECIDED)

    assert len(made) == 2
    assert found.proposals.aspects["方面"][0] == "市政"


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "opinions").write_text("no folder", encoding="utf-8")

    assert len(suggested(tmp_path, REGISTER, ASPECTS, DECIDED).proposals.aspects)
