from collections.abc import Callable
from pathlib import Path

import pytest

from kit.app.hashing import sha256
from kit.app.make.keeping import lay_down
from kit.model.finding import WriteError

OLD, NEW, NEWER, EDITED = b"old", b"new", b"newer", b"edited by hand"


def names(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_first_draft_is_written_where_it_belongs(tmp_path: Path) -> None:
    laid = lay_down(tmp_path / "稿.docx", NEW, {})

    assert (laid.path.name, laid.kept, laid.sha256) == ("稿.docx", None, sha256(NEW))
    assert names(tmp_path) == {"稿.docx": NEW}


def test_a_draft_nobody_touched_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(OLD)

    laid = lay_down(tmp_path / "稿.docx", NEW, {"稿.docx": sha256(OLD)})

    assert laid.kept is None
    assert names(tmp_path) == {"稿.docx": NEW}


def test_a_draft_edited_by_hand_stays_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(EDITED)

    laid = lay_down(tmp_path / "稿.docx", NEW, {"稿.docx": sha256(OLD)})

    assert laid.kept == tmp_path / "稿.docx"
    assert laid.edited is not None
    assert names(tmp_path) == {"稿.docx": EDITED, "稿.新稿.docx": NEW}


def test_an_untouched_new_draft_is_replaced_by_a_newer_one(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(EDITED)
    (tmp_path / "稿.新稿.docx").write_bytes(NEW)

    lay_down(tmp_path / "稿.docx", NEWER, {"稿.docx": sha256(OLD), "稿.新稿.docx": sha256(NEW)})

    assert names(tmp_path) == {"稿.docx": EDITED, "稿.新稿.docx": NEWER}


def test_a_new_draft_edited_by_hand_is_not_overwritten_either(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(EDITED)
    (tmp_path / "稿.新稿.docx").write_bytes(b"edited too")

    lay_down(tmp_path / "稿.docx", NEWER, {"稿.docx": sha256(OLD), "稿.新稿.docx": sha256(NEW)})

    assert names(tmp_path) == {"稿.docx": EDITED, "稿.新稿.docx": b"edited too", "稿.新稿2.docx": NEWER}


def test_with_the_state_lost_a_draft_counts_as_edited(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(OLD)

    lay_down(tmp_path / "稿.docx", NEW, {})

    assert names(tmp_path) == {"稿.docx": OLD, "稿.新稿.docx": NEW}


def test_with_the_state_lost_a_draft_of_the_same_bytes_is_simply_there(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(NEW)

    laid = lay_down(tmp_path / "稿.docx", NEW, {})

    assert (laid.kept, laid.written) == (None, False)
    assert names(tmp_path) == {"稿.docx": NEW}


def test_a_new_draft_that_took_the_place_of_the_old_one_counts_as_untouched(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(NEW)

    lay_down(tmp_path / "稿.docx", NEWER, {"稿.docx": sha256(OLD), "稿.新稿.docx": sha256(NEW)})

    assert names(tmp_path) == {"稿.docx": NEWER}


def test_what_was_last_written_for_another_document_says_nothing_about_this_one(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(OLD)

    lay_down(tmp_path / "稿.docx", NEW, {"别的稿.docx": sha256(OLD)})

    assert (tmp_path / "稿.docx").read_bytes() == OLD


def test_an_edited_draft_gets_no_new_one_when_there_is_nothing_new(tmp_path: Path) -> None:
    (tmp_path / "稿.docx").write_bytes(EDITED)

    laid = lay_down(tmp_path / "稿.docx", OLD, {"稿.docx": sha256(OLD)})

    assert laid.kept == tmp_path / "稿.docx"
    assert names(tmp_path) == {"稿.docx": EDITED}


def test_a_full_disk_leaves_the_old_draft_whole_and_nothing_half_written(
    tmp_path: Path, fill_disk: Callable[[], None]
) -> None:
    (tmp_path / "稿.docx").write_bytes(OLD)
    fill_disk()

    with pytest.raises(WriteError):
        lay_down(tmp_path / "稿.docx", NEW, {"稿.docx": sha256(OLD)})

    assert names(tmp_path) == {"稿.docx": OLD}
