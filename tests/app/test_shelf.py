from typing import Any

import pytest

import kit
from kit.app.make.shelf import notebook_path, shelf_folder, template_path
from kit.model.finding import CampaignError

Office = Any


def test_the_campaign_s_own_template_comes_before_the_kit_s(office: Office) -> None:
    assert (
        template_path(office.campaign, "speech.docx") == office.campaign.folder / "templates" / "speech.docx"
    )


def test_what_the_campaign_does_not_have_comes_from_the_kit(office: Office) -> None:
    assert notebook_path(office.campaign, "1_collect.ipynb").parent == shelf_folder("notebooks")


def test_an_installed_kit_has_its_shelf_packaged_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    packaged = tmp_path / "kit" / "shelf" / "notebooks"
    packaged.mkdir(parents=True)
    monkeypatch.setattr(kit, "__file__", str(tmp_path / "kit" / "__init__.py"))

    assert shelf_folder("notebooks") == packaged


def test_a_file_that_is_nowhere_is_named(office: Office) -> None:
    with pytest.raises(CampaignError, match="templates/没有"):
        template_path(office.campaign, "没有.docx")
