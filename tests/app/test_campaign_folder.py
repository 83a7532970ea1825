from pathlib import Path

import pytest

from kit.app.campaigns import ENVIRONMENT, find_campaign, notebook_campaign
from kit.model.finding import CampaignError


def campaign(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "campaign.toml").touch()
    return folder.resolve()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    return tmp_path


def test_a_folder_that_is_named_is_taken(here: Path) -> None:
    meant = campaign(here / "甲")

    assert find_campaign("甲") == meant


def test_left_out_it_is_the_current_folder_if_that_is_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant = campaign(here / "甲")
    monkeypatch.chdir(meant)

    assert find_campaign() == meant


def test_left_out_it_is_else_the_only_one_under_data(here: Path) -> None:
    meant = campaign(here / "data" / "甲")

    assert find_campaign() == meant


def test_of_two_under_data_neither_is_guessed(here: Path) -> None:
    campaign(here / "data" / "甲")
    campaign(here / "data" / "乙")

    with pytest.raises(CampaignError, match="有 2 个活动"):
        find_campaign()


def test_where_there_is_none_the_message_says_how_to_make_one(here: Path) -> None:
    assert here

    with pytest.raises(CampaignError, match="kit new"):
        find_campaign()


def test_a_folder_without_campaign_toml_is_refused(here: Path) -> None:
    (here / "乙").mkdir()

    with pytest.raises(CampaignError, match="乙：这里没有"):
        find_campaign("乙")


def test_a_notebook_finds_its_campaign_from_a_folder_below(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant = campaign(here / "data" / "demo")
    (here / "notebooks").mkdir()
    monkeypatch.chdir(here / "notebooks")

    assert notebook_campaign("data/demo") == meant


def test_kit_lab_says_which_campaign_a_notebook_s_default_means(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign(here / "data" / "demo")
    started_on, named = campaign(here / "甲"), campaign(here / "乙")
    monkeypatch.setenv(ENVIRONMENT, str(started_on))

    assert notebook_campaign("data/demo") == started_on
    assert notebook_campaign("乙") == named
