from collections.abc import Callable
from typing import Any

import pytest

from kit.app.make.drafting import Outcome, chosen_kinds, draft_documents
from kit.app.show.ending import draft_lines, draft_note
from kit.docx.outline import outline
from kit.model.draft import DocumentKind, Draft
from kit.model.fact import Fact, Facts, Place
from kit.model.finding import BlockedError, Finding, ParameterError, TemplateError, WriteError

Office = Any


def speech(*_: Any) -> Draft:
    """Stand for what composes a document that is never written."""
    raise AssertionError


def endings(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    return {outcome.kind.id: outcome.ending for outcome in outcomes}


def ledger(count: int) -> Facts:
    figures = (("forms.returned", "收回份数", count), ("visits.total", "走访数", 30))
    return Facts(Fact(id_, name, value, str(value)) for id_, name, value in figures)


def contents(office: Office) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((office.out / "drafts").iterdir())}


def test_every_document_that_is_no_notice_is_written(office: Office) -> None:
    outcomes = draft_documents(office.work())

    assert endings(outcomes) == {"speech": "写好", "plan": "写好"}
    assert "收回150份，走访30个。" in outline(contents(office)["讲话稿.docx"])


def test_a_document_without_anything_to_write_about_says_what_it_waits_for(office: Office) -> None:
    report = DocumentKind("r", "报告", speech, written_if=lambda _: False, wants="民主生活会")

    [outcome] = draft_documents(office.work(), (report,))

    assert (outcome.ending, draft_note(outcome)) == ("缺内容", "没有写：没有民主生活会")
    assert list(draft_lines(office.out)) == ["报告 没有写：没有民主生活会"]


def test_an_edited_draft_without_news_is_told_once(office: Office) -> None:
    draft_documents(office.work())
    path = office.out / "drafts" / "讲话稿.docx"
    path.write_bytes(path.read_bytes() + b"edited")

    draft_documents(office.work())

    same, edited = draft_lines(office.out)
    assert same == "没有变 1 件：方案"
    assert edited.startswith("讲话稿 你们改过（")


def test_with_nothing_new_nothing_is_rewritten(office: Office) -> None:
    draft_documents(office.work())
    before = (office.out / "drafts" / "讲话稿.docx").stat().st_mtime_ns

    outcomes = draft_documents(office.work())

    assert endings(outcomes) == {"speech": "没有变", "plan": "没有变"}
    assert (office.out / "drafts" / "讲话稿.docx").stat().st_mtime_ns == before


def test_only_the_document_that_prints_the_changed_figure_is_rewritten(office: Office) -> None:
    draft_documents(office.work())
    office.facts = ledger(173)

    outcomes = draft_documents(office.work())

    assert endings(outcomes) == {"speech": "写好", "plan": "没有变"}
    assert "收回173份" in outline(contents(office)["讲话稿.docx"])


def test_a_changed_template_makes_its_document_stale_and_no_other(office: Office) -> None:
    draft_documents(office.work())
    office.write_template("plan.docx", "公文标题| 方案\n{{ 机关 }}的新方案。\n")

    assert endings(draft_documents(office.work())) == {"speech": "没有变", "plan": "写好"}


def test_a_draft_that_is_gone_is_written_again(office: Office) -> None:
    draft_documents(office.work())
    (office.out / "drafts" / "方案.docx").unlink()

    assert endings(draft_documents(office.work())) == {"speech": "没有变", "plan": "写好"}


def test_a_hand_edited_draft_is_never_overwritten_and_the_run_says_when_it_was_edited(office: Office) -> None:
    draft_documents(office.work())
    path = office.out / "drafts" / "讲话稿.docx"
    path.write_bytes(path.read_bytes() + b"edited")
    edited = path.read_bytes()
    office.facts = ledger(173)

    [speech, _] = draft_documents(office.work())

    assert (speech.ending, speech.path.name if speech.path else "") == ("新稿", "讲话稿.新稿.docx")
    assert speech.edited is not None
    assert contents(office)["讲话稿.docx"] == edited
    assert "收回173份" in outline(contents(office)["讲话稿.新稿.docx"])


def test_an_edited_draft_without_new_figures_gets_no_new_one(office: Office) -> None:
    draft_documents(office.work())
    path = office.out / "drafts" / "讲话稿.docx"
    path.write_bytes(b"edited")

    [speech, _] = draft_documents(office.work())

    assert (speech.ending, speech.edited is None) == ("没有变", False)
    assert sorted(contents(office)) == ["方案.docx", "讲话稿.docx"]


def test_a_lost_state_makes_every_differing_draft_count_as_edited(office: Office) -> None:
    draft_documents(office.work())
    (office.out / ".state" / "drafts.json").write_text("{", encoding="utf-8")
    office.facts = ledger(173)

    draft_documents(office.work())

    assert sorted(contents(office)) == ["方案.docx", "讲话稿.docx", "讲话稿.新稿.docx"]


def test_fresh_writes_everything_and_the_bytes_are_the_same(office: Office) -> None:
    draft_documents(office.work())
    before = contents(office)

    draft_documents(office.work(), fresh=True)

    assert contents(office) == before


def test_a_broken_template_stops_all_and_leaves_every_draft_as_it_was(office: Office) -> None:
    draft_documents(office.work())
    before = contents(office)
    office.facts = ledger(173)
    office.write_template("plan.docx", "公文标题| 方案\n{{ 机构 }}的方案。\n")

    with pytest.raises(TemplateError, match="机构"):
        draft_documents(office.work())

    assert contents(office) == before


def test_the_faults_of_all_templates_are_named_together(office: Office) -> None:
    office.write_template("plan.docx", "公文标题| 方案\n{{ 机构 }}的方案。\n")
    office.write_template("speech.docx", "公文标题| 稿\n{{ 走访个数 }}\n")

    with pytest.raises(TemplateError) as caught:
        draft_documents(office.work())

    assert "机构" in str(caught.value)
    assert "走访个数" in str(caught.value)


def test_nothing_is_drafted_while_a_sheet_has_a_blocking_finding(office: Office) -> None:
    office.findings = (Finding("rule", "error", Place("表.xlsx", "票", 3, "收回"), "多于发出", "请改正"),)
    work = office.work()
    del work.__dict__["facts"]

    with pytest.raises(BlockedError) as caught:
        draft_documents(work)

    assert caught.value.findings == office.findings
    assert not (office.out / "drafts").exists()


def test_a_document_whose_sheets_nobody_sent_is_left_out_and_said_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    speech, plan = chosen_kinds()
    lacking = DocumentKind(plan.id, plan.name, plan.compose, needs=("meetings",))
    monkeypatch.setattr("kit.app.work.document_kinds", lambda: (speech, lacking))

    outcomes = draft_documents(office.work())

    assert endings(outcomes) == {"speech": "写好", "plan": "缺表"}
    assert outcomes[1].missing == ("meetings",)


def test_kinds_are_chosen_by_id_or_by_chinese_name(office: Office) -> None:
    assert [kind.id for kind in chosen_kinds(["方案", "speech", "plan"])] == ["plan", "speech"]
    assert [kind.id for kind in chosen_kinds()] == ["speech", "plan"]
    assert office.campaign


def test_an_unknown_kind_is_refused_with_the_known_ones(office: Office) -> None:
    with pytest.raises(ParameterError, match="speech（讲话稿）"):
        chosen_kinds(["讲话"])
    assert office.campaign


def test_a_full_disk_leaves_no_half_written_draft(office: Office, fill_disk: Callable[[], None]) -> None:
    fill_disk()

    with pytest.raises(WriteError):
        draft_documents(office.work())

    assert [path for path in office.out.rglob("*") if path.is_file() and path.name != "lock"] == []
