"""Every key of campaign.toml and of a topic gone, misspelt, of another type: read, or refused in Chinese."""

import contextlib
import copy
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mutating import DEMO
from specimens import OWN

from kit.app.work import _check_documents, opened
from kit.model import campaign as campaigns
from kit.model import topic_settings as topics
from kit.model.finding import CampaignError, KitError, stopping_all
from kit.topics.kinds import kinds_of
from kit.topics.ledger import count_all, ledger_remarks

SAID: dict[str, Any] = tomllib.loads((DEMO / "campaign.toml").read_text(encoding="utf-8"))
TOPIC: dict[str, Any] = tomllib.loads(OWN)
FREE = {"headings", "answers", "where"}  # tables whose keys are the office's own words
OTHERS: tuple[Any, ...] = (
    1,
    -1,
    10**20,
    1.5,
    float("nan"),
    True,
    "",
    "若干",
    [],
    [1],
    [""],
    [[]],
    {},
    {"甲": 1},
)
ENGLISH = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
Path_ = tuple[str | int, ...]


def keys(said: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every key; of a list of tables the first stands for all."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield (*path, key)
            yield from keys(value, (*path, key))
    elif isinstance(said, list) and said and isinstance(said[0], dict):
        yield from keys(said[0], (*path, 0))


def changed(said: dict[str, Any], path: Path_, **change: Any) -> dict[str, Any]:
    """Return what was said with a key removed, called otherwise (called) or with another value."""
    made = copy.deepcopy(said)
    table: Any = made
    for part in path[:-1]:
        table = table[part]
    value = table.pop(path[-1])
    if "called" in change:
        table[change["called"]] = value
    elif "value" in change:
        table[path[-1]] = change["value"]
    return made


def faults(said: dict[str, Any], path: Path_) -> Iterator[dict[str, Any]]:
    yield changed(said, path)
    yield from (changed(said, path, value=other) for other in OTHERS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a campaign with a few ballots."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in (
        "01活动基本情况.xlsx",
        "单位目录.xlsx",
        "云屏县政协评议票.xlsx",
        "民主生活会满意度测评票.xlsx",
    ):
        shutil.copy(DEMO / "inbox" / name, inbox)
    (tmp_path / "campaign.toml").write_text("", encoding="utf-8")
    return tmp_path


def read(folder: Path, said: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> campaigns.Campaign | None:
    """Return the campaign, None if it was refused as it ought to be."""
    campaign, refused = settled(folder, said, monkeypatch)
    if refused is not None:
        assert refused.problem
        assert refused.remedy
        assert not ENGLISH.search(refused.problem), refused.problem
    return campaign


def settled(
    folder: Path, said: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> tuple[campaigns.Campaign | None, CampaignError | None]:
    """Return the campaign that says it, or why it is refused."""
    monkeypatch.setattr(campaigns, "read_settings", lambda _: copy.deepcopy(said))
    try:
        campaign = campaigns.read_campaign(folder)
        _check_documents(campaign)
        kinds_of(campaign)
    except CampaignError as error:
        return None, error
    return campaign, None


def is_free(path: Path_) -> bool:
    return any(part in FREE for part in path[:-1])


def test_law_a_key_that_is_misspelt_is_refused_with_the_nearest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = []
    for path in keys(SAID):
        key = str(path[-1])
        if is_free(path):
            continue
        for called in (f"{key}s", key[:-1] + "_" if len(key) > 3 else f"{key}_"):
            _, refused = settled(folder, changed(SAID, path, called=called), monkeypatch)
            if refused is None or key not in f"{refused.problem}{refused.remedy}".replace(called, ""):
                silent.append((path, called))

    assert silent == []


def test_law_a_key_that_is_gone_or_of_another_type_is_read_or_refused_in_chinese(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in keys(SAID):
        for said in faults(SAID, path):
            read(folder, said, monkeypatch)


def test_law_settings_that_are_read_give_facts_or_findings_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = {"campaign", "evaluation", "poll", "problems", "aspects", "checks"}
    for path in keys(SAID):
        if path[0] not in counted or len(path) == 1:
            continue
        for said in (changed(SAID, path), changed(SAID, path, value=1), changed(SAID, path, value="若干")):
            if (campaign := read(folder, said, monkeypatch)) is None:
                continue
            with contextlib.suppress(KitError):
                work = opened(campaign, "")
                if not stopping_all(work.findings):
                    facts = count_all(work.reading.sheets, campaign)
                    ledger_remarks(facts, work.reading.sheets, campaign)


def test_law_a_topic_with_any_key_gone_misspelt_or_of_another_type_is_read_or_refused_in_chinese(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "topics").mkdir()
    (folder / "topics" / "志愿服务.toml").write_text("", encoding="utf-8")
    for path in keys(TOPIC):
        for said in (*faults(TOPIC, path), changed(TOPIC, path, called=f"{path[-1]}s")):
            monkeypatch.setattr(topics, "read_settings", lambda _, said=said: copy.deepcopy(said))
            read(folder, SAID, monkeypatch)
