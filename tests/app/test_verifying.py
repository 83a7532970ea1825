from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.app.make.drafting import draft_documents
from kit.app.make.ledger import ledger_of, trace_lines, traced
from kit.app.make.verifying import open_places, verify, verify_all
from kit.files.writing import write_json
from kit.model.fact import Fact, Facts
from kit.model.finding import TemplateError

Office = Any


def rules(office: Office) -> dict[str, list[str]]:
    """Return the rules broken by each output, official form left out."""
    return {
        each.path.name: [found.rule for found in each.findings if found.rule.startswith("output.")]
        for each in verify_all(office.work())
    }


def test_a_draft_whose_figures_are_the_ledger_s_has_only_places_to_fill(office: Office) -> None:
    draft_documents(office.work())

    assert rules(office) == {"方案.docx": [], "讲话稿.docx": ["output.open_place"]}


def test_a_place_to_fill_is_said_with_the_words_before_it(office: Office) -> None:
    draft_documents(office.work())

    [_, speech] = verify_all(office.work())

    [place] = open_places(speech.findings)
    assert "走访30个。【待补：会议地点】" in place.problem
    assert place.level == "info"


def test_a_figure_that_the_ledger_has_since_changed_is_found(office: Office) -> None:
    draft_documents(office.work())
    office.facts = Facts(
        [Fact("forms.returned", "收回份数", 173, "173"), Fact("visits.total", "走访数", 30, "30")]
    )

    assert "output.stale_figure" in rules(office)["讲话稿.docx"]


def test_a_figure_that_a_hand_has_changed_is_found(office: Office, tmp_path: Path) -> None:
    draft_documents(office.work())
    path = edited(office.out / "drafts" / "讲话稿.docx", tmp_path / "drafts", "150", "160")

    found = verify(path, office.facts, layout=None).findings

    [changed] = [each for each in found if each.rule == "output.changed_figure"]
    assert "原来印的是“150”，现在是“160”" in changed.problem


def test_a_figure_of_no_ledger_is_found(office: Office) -> None:
    draft_documents(office.work())
    office.facts = Facts([Fact("visits.total", "走访数", 30, "30")])

    found = [each for found in verify_all(office.work()) for each in found.findings]

    [unknown] = [each for each in found if each.rule == "output.unknown_figure"]
    assert "“150”（forms.returned）" in unknown.problem


def edited(source: Path, folder: Path, old: str, new: str) -> Path:
    """Return a copy of a document in which one text was typed over."""
    import zipfile  # noqa: PLC0415 - used here only

    folder.mkdir()
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(folder / source.name, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                content = content.replace(f">{old}<".encode(), f">{new}<".encode())
            copy.writestr(name, content)
    return folder / source.name


def test_a_document_s_figures_are_traced_to_basis_and_source(office: Office) -> None:
    draft_documents(office.work())
    write_json(office.out / "facts.json", [fact.as_json() for fact in office.facts.values()])
    path = office.out / "drafts" / "讲话稿.docx"

    found = traced(path, ledger_of(path))

    assert [(each["text"], each["fact"], each["basis"]) for each in found] == [
        ("150", "forms.returned", "各渠道之和"),
        ("30", "visits.total", "不同对象的个数"),
    ]
    assert any("口径：各渠道之和" in line for line in trace_lines(path, found))
    assert [each["value"] for each in found] == [150, 30]


def test_a_trace_says_that_the_ledger_is_of_another_state(office: Office) -> None:
    draft_documents(office.work())
    later = [replace(fact, value=151, text="151").as_json() for fact in office.facts.values()]
    write_json(office.out / "facts.json", later)
    path = office.out / "drafts" / "讲话稿.docx"

    found = traced(path, ledger_of(path))
    lines = list(trace_lines(path, found))

    assert [each["value"] for each in found] == [None, None]
    assert "     注意：底稿现在是“151”" in lines
    assert lines[-1].startswith("这份底稿和文稿不是同一次的：有 2 个数不一样")


def test_a_document_without_marks_is_said_to_have_none(office: Office) -> None:
    path = office.campaign.folder / "templates" / "plan.docx"

    assert traced(path, {}) == []
    assert "没有标了出处的数" in next(trace_lines(path, []))


def test_a_file_that_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK no")

    with pytest.raises(TemplateError):
        traced(tmp_path / "坏.docx", {})
