"""What lies in out/ is believed only by its hash or its shape: else it is made again, and nothing crashes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.app.build.steps import Stage
from kit.app.make.blanks import make_blanks
from kit.app.make.drafting import draft_documents
from kit.app.make.journal import read_journal
from kit.app.make.keeping import content_hash
from kit.app.make.ledger import is_as_written, read_ledger, write_ledger
from kit.app.make.notices import make_notices
from kit.app.make.verifying import verify_all
from kit.app.paths import without_paths
from kit.app.show.ending import draft_lines, last_lines, notice_lines
from kit.app.state import _SHAPES, FOLDER, read_state, write_state
from kit.model.finding import WriteError

NAMES = sorted(_SHAPES)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["../x", "写好", "a/b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["ended", "newest", "written", "stages", "facts", "findings", "x"]), inner
        )
    ),
    max_leaves=8,
)


def forged(out: Path, name: str, content: object) -> None:
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    (out / FOLDER / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


@given(values, st.sampled_from(NAMES))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_state_of_any_shape_is_never_a_crash(office: Any, content: object, name: str) -> None:
    """Law 9: whatever lies in out/.state, a run does its work."""
    forged(office.out, name, content)

    draft_documents(office.work())
    make_notices(office.work())
    verify_all(office.work(), lint_notices=0)

    assert list(draft_lines(office.out))
    assert list(notice_lines(office.out))
    assert last_lines(office.work(), ("4_draft", "5_notices"), 1.0)


def test_what_a_run_notes_is_of_the_shape_in_which_it_is_read(office: Any) -> None:
    draft_documents(office.work())
    make_notices(office.work())
    make_blanks(office.campaign)
    verify_all(office.work(), lint_notices=0)

    noted = {path.stem: json.loads(path.read_text()) for path in (office.out / FOLDER).glob("*.json")}
    assert {"drafts", "drafted", "noticed", "blanks", "verified"} <= set(noted)
    assert {name: read_state(office.out, name) for name in noted} == noted


@pytest.mark.parametrize("text", ["[" * 100_000, "{", "\x00", "null"])
@pytest.mark.parametrize("name", NAMES)
def test_damaged_state_is_dropped(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / f"{name}.json").write_text(text)

    assert read_state(tmp_path, name) == {}


@pytest.mark.parametrize("name", ["../../别处.docx", "..", "a/b.docx", "C:\\x.docx", ""])
def test_no_name_in_the_state_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    forged(tmp_path, "drafts", {"speech": {"key": "k", "newest": name, "written": {}}})
    journal = tmp_path / FOLDER / "notices.jsonl"
    journal.write_text(
        json.dumps({"kind": "n", "unit": "u", "key": "k", "file": "f.docx", "newest": name, "sha256": "s"})
        + "\n"
    )

    assert read_state(tmp_path, "drafts") == {}
    assert read_journal(journal) == {}


def test_a_journal_with_lines_of_other_shapes_keeps_the_sound_ones(tmp_path: Path) -> None:
    sound = {"kind": "n", "unit": "u", "key": "k", "file": "f.docx", "newest": "f.docx", "sha256": "s"}
    lines = ["7", "[]", json.dumps({**sound, "kind": []}), json.dumps({**sound, "key": 7}), json.dumps(sound)]
    (tmp_path / "journal").write_text("\n".join(lines))

    assert list(read_journal(tmp_path / "journal")) == [("n", "u")]


STAGE = Stage("1_collect", "收集核对", lambda _: 0, files=("facts.json",))


def test_a_result_that_was_changed_or_lost_or_never_noted_is_no_result(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    for path in STAGE.results(tmp_path):
        path.write_text("made")
    made = STAGE.hashed_results(tmp_path)

    assert STAGE.changed_results(tmp_path, made) == ()
    assert len(STAGE.changed_results(tmp_path, {})) == 3
    (tmp_path / "facts.json").write_text("forged")
    (tmp_path / "runs" / "1_collect.html").unlink()
    assert STAGE.changed_results(tmp_path, made) == ("runs/1_collect.html", "facts.json")


def test_a_changed_ledger_is_told_from_the_one_that_was_written(office: Any) -> None:
    path = write_ledger(office.work())

    assert is_as_written(path)
    path.write_text(path.read_text(encoding="utf-8").replace("150", "151"), encoding="utf-8")
    assert not is_as_written(path)
    write_ledger(office.work())
    assert is_as_written(path)


@pytest.mark.parametrize(
    "content",
    [[7], [{"id": []}], [{"id": "a"}], {"id": "a"}, [{"id": "a", "name": "n", "text": "t", "sources": [7]}]],
)
def test_a_ledger_of_an_unknown_shape_is_none(tmp_path: Path, content: object) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(content))

    assert read_ledger(path) == {}


def test_records_name_no_folder_of_this_machine(tmp_path: Path) -> None:
    campaign = tmp_path / "活动"
    said = f'campaign = "{campaign}"\n{Path.home()}/x {campaign}/out/facts.json file://{campaign} {campaign}2'

    text = without_paths(said, campaign)

    assert text == f'campaign = "活动"\n~/x 活动/out/facts.json 活动 {campaign}2'.replace(
        str(Path.home()), "~"
    )


def test_state_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    out = tmp_path / "活动" / "out"
    write_state(out, "noticed", {"failed": [f"{out}/notices/x.docx：写不进去"]})

    assert str(tmp_path) not in (out / FOLDER / "noticed.json").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_the_place_of_a_result_never_hangs(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    os.mkfifo(tmp_path / FOLDER / "drafts.json")
    os.mkfifo(tmp_path / "讲话稿.docx")

    assert read_state(tmp_path, "drafts") == {}
    with pytest.raises(WriteError, match="不是文件"):
        content_hash(tmp_path / "讲话稿.docx")
