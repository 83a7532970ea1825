import json
from dataclasses import replace
from pathlib import Path

import pytest
from engine_drawing import drawn, fact, filled, replaced, with_parts

from kit.model.fact import Fact, Source
from kit.model.finding import TemplateError
from kit.template.trace import trace

RETURNED = Fact(
    "forms.returned", "收回表数", 38, "38", "份", "收回的征求意见表", "原始", None,
    (Source("发放.xlsx", "0" * 64, "表", (3, 4), "收回"),),
)  # fmt: skip


@pytest.fixture
def document(tmp_path: Path) -> Path:
    template = drawn(tmp_path / "template.docx", "收回{{ 收回 }}份，发出{{ 发出 }}份")
    target = tmp_path / "件.docx"
    target.write_bytes(filled(template, 收回=RETURNED, 发出=fact("40", 40, "发出", "forms.issued")).data)
    return target


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps([RETURNED.as_json() | {"text": "39"}]), encoding="utf-8")
    return path


def test_a_figure_is_traced_to_its_basis_and_cells(document: Path, ledger: Path) -> None:
    returned, issued = trace(document, ledger)

    assert (returned.name, returned.basis, returned.latest) == ("收回表数", "收回的征求意见表", "39")
    assert returned.sources == RETURNED.sources
    assert not returned.is_changed
    assert (issued.fact, issued.name, issued.sources) == ("forms.issued", "", ())


def test_the_exact_value_is_the_ledgers_where_it_says_what_was_printed(
    document: Path, tmp_path: Path
) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps([RETURNED.as_json()]), encoding="utf-8")

    returned, issued = trace(document, path)

    assert (returned.value, issued.value) == (38, None)


def test_a_ledger_of_another_state_gives_no_exact_value(document: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps([replace(RETURNED, value=39, text="39").as_json()]), encoding="utf-8")

    assert trace(document, path)[0].value is None


def test_a_figure_that_was_changed_by_hand_is_said_to_be(document: Path) -> None:
    with_parts(document, replaced("word/document.xml", "<w:t>38</w:t>", "<w:t>37</w:t>"))

    returned, issued = trace(document)

    assert (returned.text, returned.printed, returned.is_changed) == ("37", "38", True)
    assert not issued.is_changed


def test_a_figure_whose_mark_is_gone_comes_last(document: Path) -> None:
    with_parts(document, replaced("word/document.xml", '<w:bookmarkStart w:id="1" w:name="_kit_1"/>', ""))

    issued, returned = trace(document)

    assert (issued.fact, issued.is_gone) == ("forms.issued", False)
    assert (returned.fact, returned.printed, returned.text, returned.is_gone) == (
        "forms.returned",
        "38",
        "",
        True,
    )


def test_a_ledger_that_cannot_be_read_is_named(document: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("[", encoding="utf-8")

    with pytest.raises(TemplateError, match="底稿读不出来。请先运行 kit tally"):
        trace(document, tmp_path / "facts.json")
