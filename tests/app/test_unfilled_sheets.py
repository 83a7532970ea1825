"""A sheet with headings and no row says nothing: the papers that need it wait, everything else goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from school_drawing import draw_school

from kit.app.make.drafting import draft_documents
from kit.app.show.ending import draft_lines
from kit.app.work import Work, open_campaign
from kit.documents import document_kinds
from kit.documents.passages.leaving_out import lacking_facts
from kit.model.table import SheetKind, Table
from kit.sheets.writing.blank import write_blank
from kit.sheets.writing.workbook import SheetOut, write_workbook
from kit.topics import run_checks
from kit.topics.kinds import sheet_kinds
from kit.topics.ledger import count_all, ledger_remarks

Kit = Callable[..., tuple[int, str, str]]
KINDS = {kind.id: kind for kind in sheet_kinds()}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Work:
    return open_campaign(draw_school(tmp_path_factory.mktemp("school")))


def empty(work: Work, kind: SheetKind) -> SheetOut:
    columns = [column.name for column in kind.columns_for(work.campaign)]
    return SheetOut(kind.name, columns, [])


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_sheet_of_any_kind_with_headings_only_came_and_says_nothing(
    tmp_path: Path, school: Work, kind: SheetKind
) -> None:
    draw_school(tmp_path)
    for path in (tmp_path / "inbox").glob(f"{kind.name}.*"):
        path.unlink()
    write_workbook(tmp_path / "inbox" / "只有列名.xlsx", [empty(school, kind)])

    work = open_campaign(tmp_path)
    told = [found for found in work.findings if found.place.file == "只有列名.xlsx"]

    assert [table.kind for table in work.reading.sheets.unfilled] == [kind.id]
    assert "只有列名，没有内容" in "".join(found.problem for found in told)
    assert {found.level for found in told} == {"warning"}
    assert not any(found.level == "error" for found in work.all_findings)
    usual = [document for document in document_kinds() if not document.is_extra]
    waiting = {document.name for document in usual if lacking_facts(document, work.reading.sheets)}
    assert waiting == {name for found in told for name in found.stops if name != "意见反馈"}


@given(emptied=st.sets(st.sampled_from(sorted(KINDS)), min_size=1))
def test_unfilled_sheets_change_no_figure_and_break_no_rule_that_absent_ones_would_not(
    school: Work, emptied: set[str]
) -> None:
    """Unknown is neither zero nor none."""
    sheets, campaign = school.reading.sheets, school.campaign
    left = tuple(table for table in sheets.tables if table.kind not in emptied)
    blank = tuple(
        Table(table.kind, table.file, table.sheet, table.sha256, table.frame.iloc[:0])
        for table in sheets.tables
        if table.kind in emptied
    )
    absent, unfilled = type(sheets)(left), type(sheets)(left, blank)

    assert count_all(unfilled, campaign) == count_all(absent, campaign)
    facts = count_all(unfilled, campaign)
    assert ledger_remarks(facts, unfilled, campaign) == ledger_remarks(facts, absent, campaign)
    named = {"phases.missing"}  # says which of the two it is
    rest = [[f for f in run_checks(s, campaign) if f.rule not in named] for s in (unfilled, absent)]
    assert rest[0] == rest[1]


def test_an_unfilled_ledger_stops_its_own_document_and_blames_no_template(
    tmp_path: Path, school: Work
) -> None:
    draw_school(tmp_path)
    write_workbook(tmp_path / "inbox" / "整改台账.xlsx", [empty(school, KINDS["rectification"])])

    work = open_campaign(tmp_path)
    outcomes = draft_documents(work)

    assert [found.stops for found in work.findings if found.rule == "reading.unfilled"] == [("整改方案",)]
    assert {outcome.name: outcome.ending for outcome in outcomes}["整改方案"] == "缺内容"
    assert len([outcome for outcome in outcomes if outcome.ending == "写好"]) == len(outcomes) - 1
    assert "整改方案 没有写：“整改台账”只有列名，没有内容" in list(draft_lines(work.campaign.out))
    assert not [id_ for id_ in work.facts if id_.startswith("rectification.")]


def test_blank_workbooks_that_nobody_filled_are_unfilled_sheets(
    tmp_path: Path, school: Work, kit: Kit
) -> None:
    draw_school(tmp_path)
    write_blank(tmp_path / "inbox" / "空白的走访台账.xlsx", KINDS["visits"], school.campaign)

    status, _, _ = kit("draft", str(tmp_path))

    assert status == 0
    assert "visits.total" not in open_campaign(tmp_path).facts


def test_nothing_but_headings_is_no_campaign_yet(tmp_path: Path, school: Work, kit: Kit) -> None:
    draw_school(tmp_path)
    for path in (tmp_path / "inbox").iterdir():
        path.unlink()
    pages: list[Any] = [empty(school, KINDS[name]) for name in ("ballots", "units", "meetings")]
    for page in pages:
        write_workbook(tmp_path / "inbox" / f"{page.name}.xlsx", [page])

    status, said, _ = kit("check", str(tmp_path))

    assert status == 1
    assert "收到的表都只有列名，还没有内容" in said
