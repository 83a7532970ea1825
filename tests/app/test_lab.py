import json
from typing import Any

from kit.app.lab import lab_command, lay_out
from kit.app.make.shelf import shelf_folder

Office = Any


def test_the_kit_s_notebooks_are_opened_as_copies_of_the_campaign(office: Office) -> None:
    first = lay_out(office.campaign)

    assert first == "out/lab/1_collect.ipynb"
    copied = (office.out / "lab" / "1_collect.ipynb").read_bytes()
    assert copied == (shelf_folder("notebooks") / "1_collect.ipynb").read_bytes()


def test_a_copy_that_was_worked_in_is_kept(office: Office) -> None:
    lay_out(office.campaign)
    (office.out / "lab" / "3_evaluation.ipynb").write_bytes(b"mine")

    lay_out(office.campaign)

    assert (office.out / "lab" / "3_evaluation.ipynb").read_bytes() == b"mine"


def test_the_campaign_s_own_notebook_is_opened_where_it_lies(office: Office) -> None:
    own = office.campaign.folder / "notebooks"
    own.mkdir()
    (own / "1_collect.ipynb").write_bytes(b"{}")

    assert lay_out(office.campaign) == "notebooks/1_collect.ipynb"
    assert not (office.out / "lab" / "1_collect.ipynb").exists()


def test_it_runs_on_this_machine_only_in_chinese_and_asks_nothing_of_the_network(office: Office) -> None:
    command = lab_command(office.campaign, lay_out(office.campaign))

    assert {"--ServerApp.ip=127.0.0.1", "--LabApp.extension_manager=readonly"} <= set(command)
    said = json.loads((office.out / ".state" / "lab" / "overrides.json").read_text(encoding="utf-8"))
    assert said["@jupyterlab/translation-extension:plugin"]["locale"] == "zh_CN"
    assert said["@jupyterlab/apputils-extension:notification"] == {
        "checkForUpdates": False,
        "fetchNews": "false",
    }
