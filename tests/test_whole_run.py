import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kit.app.cli import main
from kit.app.make.notices import make_notices
from kit.app.work import open_campaign
from kit.documents import document_kinds
from kit.docx.outline import outline

ROOT = Path(__file__).parent.parent
FORMS = "征求意见表发放收回情况.xlsx"
Kit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kit(capsys: pytest.CaptureFixture[str]) -> Kit:
    """Return a function that runs `kit` and gives exit status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def fresh_demo(folder: Path) -> Path:
    """Return a copy of the demo's inbox and settings."""
    shutil.copytree(ROOT / "data/demo/inbox", folder / "inbox")
    shutil.copy(ROOT / "data/demo/campaign.toml", folder)
    shutil.copytree(ROOT / "data/demo/opinions", folder / "opinions")
    return folder


def build(folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(folder)])
    assert ended.value.code == 0


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo, built; tests look at it and leave it as it is."""
    folder = fresh_demo(tmp_path_factory.mktemp("built") / "demo")
    build(folder)
    return folder


@pytest.fixture
def built(once_built: Path, tmp_path: Path) -> Path:
    """Return a copy of the built demo that a test may spoil."""
    return Path(shutil.copytree(once_built, tmp_path / "demo"))


def results(folder: Path) -> dict[str, bytes]:
    """Return the documents, notices, register and ledger; not the record of the run."""
    out = folder / "out"
    paths = [*out.glob("drafts/*"), *out.glob("notices/*"), out / "facts.json"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(paths)}


def change(path: Path, **cells: object) -> None:
    """Write values into cells of an inbox workbook, by their names in Excel."""
    book = load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)


def test_the_demo_becomes_a_document_of_every_kind_and_a_notice_for_every_unit(once_built: Path) -> None:
    made = results(once_built)
    kinds = [kind for kind in document_kinds() if not (kind.per_unit or kind.is_extra)]

    assert len([name for name in made if name.startswith("drafts/")]) == len(kinds)
    assert len([name for name in made if name.startswith("notices/") and name.endswith(".docx")]) == 12
    assert {"notices/register.xlsx", "facts.json"} <= set(made)
    runs = {path.name for path in (once_built / "out/runs").iterdir()}
    assert len(runs) == 12
    assert {Path(name).suffix for name in runs} == {".ipynb", ".html"}


def test_no_template_language_is_left_in_any_document(once_built: Path) -> None:
    for name, data in results(once_built).items():
        if name.endswith(".docx"):
            assert not re.search(r"\{\{|\{%|%\}|\}\}", outline(data)), name


def test_the_pages_of_the_run_fetch_nothing(once_built: Path) -> None:
    for page in (once_built / "out/runs").glob("*.html"):
        assert not re.findall(r'(?:src|href)="(?!#|data:)', page.read_text(encoding="utf-8"))


def test_the_inbox_is_as_it_was(once_built: Path) -> None:
    def contents(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    assert contents(once_built / "inbox") == contents(ROOT / "data/demo/inbox")


def test_built_again_everything_is_skipped_and_nothing_is_touched(built: Path, kit: Kit) -> None:
    before = {path: path.stat().st_mtime_ns for path in (built / "out").glob("[!.]*/*")}

    status, said, _ = kit("build", built)

    assert status == 0
    assert "数据没有变化" in said
    assert said.count("没有变化，不用重做") == 6
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_built_elsewhere_the_bytes_are_the_same(once_built: Path, tmp_path: Path) -> None:
    build(fresh_demo(tmp_path / "another"))

    assert results(tmp_path / "another") == results(once_built)


def test_one_spoilt_cell_stops_the_run_with_that_cell_named_and_nothing_overwritten(
    built: Path, kit: Kit
) -> None:
    before = results(built)
    change(built / "inbox" / FORMS, E5=9999)

    status, _, err = kit("build", built)

    assert status == 1
    assert f"{FORMS}「发放收回」第5行“收回份数”列" in err
    assert "9999" in err
    assert results(built) == before


def test_check_marks_that_cell_in_a_copy_and_leaves_the_inbox_alone(built: Path, kit: Kit) -> None:
    change(built / "inbox" / FORMS, E5=9999)
    spoilt = (built / "inbox" / FORMS).read_bytes()

    status, said, _ = kit("check", built)

    assert status == 1
    assert "第5行“收回份数”列" in said
    assert (built / "out/checked" / FORMS).is_file()
    assert (built / "inbox" / FORMS).read_bytes() == spoilt


@pytest.fixture
def changed(built: Path) -> Path:
    """Return the built demo after three more forms came back: 40 instead of 37, 153 in all."""
    change(built / "inbox" / FORMS, E5=40, E12=153)
    return built


def test_after_a_change_the_run_says_what_changed_and_redoes_only_what_prints_it(
    changed: Path, kit: Kit
) -> None:
    before = results(changed)

    status, said, _ = kit("build", changed)

    assert status == 0
    assert "征求意见发放回收 改了" in said
    assert "征求意见表收回份数 150 → 153份" in said
    after = results(changed)
    redone = {name for name in after if after[name] != before.get(name)}
    assert "drafts/转段讲话稿.docx" in redone
    assert not [name for name in redone if name.startswith("notices/")]
    assert "评议结果通知书：没有变化，不用重做" in said


def test_a_corrected_ballot_makes_its_unit_s_notice_anew_and_none_of_another_class(
    built: Path, kit: Kit
) -> None:
    before = results(built)
    change(built / "inbox" / "石岭县政协评议票.xlsx", D3="一般")

    status, _, _ = kit("build", built)

    after = results(built)
    redone = {name for name in after if after[name] != before[name] and name.startswith("notices/评议")}
    assert status == 0
    assert "notices/评议结果通知书（政协石岭县委员会）.docx" in redone
    assert not [name for name in redone if "（市政协" in name]


def test_a_speech_edited_by_hand_survives_the_change(changed: Path, kit: Kit) -> None:
    speech = changed / "out/drafts/转段讲话稿.docx"
    speech.write_bytes(speech.read_bytes() + b"edited")
    edited = speech.read_bytes()

    _, said, _ = kit("build", changed)

    assert speech.read_bytes() == edited
    assert "转段讲话稿 你们改过（" in said
    assert "153" in outline((changed / "out/drafts/转段讲话稿.新稿.docx").read_bytes())


def test_two_worker_processes_make_the_same_notices(
    once_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.app.make.executors.CHUNK", 6)
    other = fresh_demo(tmp_path / "demo")

    batch = make_notices(open_campaign(other), jobs=2)

    assert {made.ending for made in batch.made} == {"做好"}
    notices = {
        name: data
        for name, data in results(once_built).items()
        if name.endswith(".docx") and "notices" in name
    }
    assert {
        f"notices/{path.name}": path.read_bytes() for path in (other / "out/notices").glob("*.docx")
    } == notices


def test_a_failed_step_leaves_a_page_that_says_in_plain_language_what_to_do(built: Path, kit: Kit) -> None:
    own = built / "templates"
    own.mkdir()
    (own / "speech.docx").write_bytes(b"broken")

    status, _, err = kit("build", built)

    assert status == 2
    assert "speech.docx" in err
    assert "4_draft.ipynb" in err
    page = (built / "out/runs/4_draft.html").read_text(encoding="utf-8")
    assert "speech.docx" in page
    assert "Traceback" not in page


def test_an_inbox_that_changes_while_the_run_goes_on_stops_it(
    built: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit.app.build import build as building  # noqa: PLC0415 - used here only

    real = building.run_stage

    def run_stage(work: object, stage: object, **options: object) -> None:
        real(work, stage, **options)  # type: ignore[arg-type] # handed through as it came
        (built / "campaign.toml").write_bytes((built / "campaign.toml").read_bytes() + b"\n# more\n")

    monkeypatch.setattr(building, "run_stage", run_stage)

    status, _, err = kit("build", built, "--fresh")

    assert status == 2
    assert "被改动了" in err
