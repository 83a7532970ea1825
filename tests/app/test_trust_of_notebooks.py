"""A campaign's own notebooks are code: the build says so and asks once, and keeps the answer elsewhere."""

import json
import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from kit.app import paths
from kit.app.build import trust
from kit.app.build.trust import TrustError, must_be_trusted, own_notebooks, settle_trust
from kit.app.make.shelf import shelf_folder

NAME = "1_collect.ipynb"


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of the user's settings."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("APPDATA", str(folder))
    return folder


@pytest.fixture
def own(office: Any) -> Path:
    """Return a notebook of the campaign's own, with a word more than the kit's."""
    path: Path = office.campaign.folder / "notebooks" / NAME
    path.parent.mkdir()
    path.write_text((shelf_folder("notebooks") / NAME).read_text(encoding="utf-8") + " ", encoding="utf-8")
    return path


Answer = bool | None  # None: nobody is there


def asked(answer: Answer, said: list[str]) -> Any:
    def ask(question: str) -> bool:
        said.append(question)
        return bool(answer)

    return None if answer is None else ask


def settled(office: Any, answer: Answer = None, *, agreed: bool = False) -> tuple[frozenset[str], list[str]]:
    """Return what is trusted, and what was told and asked."""
    said: list[str] = []
    return settle_trust(office.campaign, said.append, asked(answer, said), agreed=agreed), said


@pytest.mark.usefixtures("home")
def test_a_campaign_with_the_kits_notebooks_is_never_asked_about(office: Any) -> None:
    assert settled(office) == (frozenset(), [])

    copy = office.campaign.folder / "notebooks" / NAME
    copy.parent.mkdir()
    shutil.copy(shelf_folder("notebooks") / NAME, copy)

    assert settled(office) == (frozenset(), [])


@pytest.mark.usefixtures("home", "own")
@pytest.mark.parametrize("answer", [None, False])
def test_without_consent_nothing_runs_and_the_remedy_is_said(office: Any, answer: Answer) -> None:
    with pytest.raises(TrustError, match="--trust") as refused:
        settled(office, answer)

    assert refused.value.exit_status == 2
    assert f"notebooks/{NAME}" in str(refused.value)
    assert settled(office, answer=True)[0]  # a refusal is not remembered as one


@pytest.mark.usefixtures("own")
def test_consent_is_asked_once_and_kept_in_the_users_own_folder(office: Any, home: Path) -> None:
    before = sorted(office.campaign.folder.rglob("*"))

    trusted, said = settled(office, answer=True)
    again, said_again = settled(office)

    assert trusted == again
    assert (len(said), len(said_again)) == (2, 1)  # what runs is said each time, asked once
    assert "笔记本是程序" in said_again[0]
    assert sorted(office.campaign.folder.rglob("*")) == before
    memory = home / "writing-office-kit" / trust.FILE
    assert json.loads(memory.read_text())["sha256"] == sorted(trusted)
    if sys.platform != "win32":
        assert stat.S_IMODE(memory.stat().st_mode) == 0o600


@pytest.mark.usefixtures("home")
def test_a_notebook_that_has_changed_is_asked_about_anew(office: Any, own: Path) -> None:
    settled(office, agreed=True)
    own.write_text(own.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    with pytest.raises(TrustError):
        settled(office)


@pytest.mark.usefixtures("home")
def test_a_notebook_exchanged_during_the_run_is_not_run(office: Any, own: Path) -> None:
    trusted, _ = settled(office, agreed=True)
    must_be_trusted(office.campaign, own.stem, trusted)
    own.write_text(own.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    with pytest.raises(TrustError):
        must_be_trusted(office.campaign, own.stem, trusted)


@pytest.mark.usefixtures("own")
def test_a_campaign_cannot_bring_its_own_consent(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = office.campaign.folder / "config"
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(inside))
    [notebook] = own_notebooks(office.campaign)
    (inside / paths.APPLICATION).mkdir(parents=True)
    (inside / paths.APPLICATION / trust.FILE).write_text(json.dumps({"sha256": [notebook.sha256]}))

    with pytest.raises(TrustError):
        settled(office)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    "content", ["", "[]", "7", '{"sha256": 7}', '{"sha256": [7, null]}', "{", "[" * 5000, "\x00"]
)
def test_a_damaged_memory_is_no_consent_and_no_crash(office: Any, home: Path, content: str) -> None:
    (home / paths.APPLICATION).mkdir()
    (home / paths.APPLICATION / trust.FILE).write_text(content)

    with pytest.raises(TrustError):
        settled(office)

    assert settled(office, agreed=True)[0] == settled(office)[0]


@pytest.mark.usefixtures("own")
def test_where_nothing_can_be_remembered_the_build_runs_and_says_so(office: Any, home: Path) -> None:
    (home / paths.APPLICATION).write_text("a file where the folder should be")

    trusted, said = settled(office, agreed=True)

    assert trusted
    assert "下次还会再问" in said[-1]
