"""Documents need facts, whatever sheet gives them; who lacks one is told which sheets would."""

import pytest

from kit.app.make.founding import sheets_by_document
from kit.documents import document_kinds, kinds_per_member
from kit.documents.catalogue.material import Size, example_campaign, specimen_sheets
from kit.documents.passages.leaving_out import lacking_facts, why_lacking
from kit.model.draft import DocumentKind
from kit.model.table import Sheets
from kit.topics.kinds import kinds_giving
from kit.topics.ledger import count_all

KINDS = (*document_kinds(), *kinds_per_member())
NEEDS = sorted({need for kind in KINDS for need in kind.needs})
DIRECTORIES = {"leaders"}  # lists of names that are no figure


@pytest.mark.parametrize("need", NEEDS)
def test_what_a_document_needs_is_given_by_some_sheet_and_is_a_fact(need: str) -> None:
    campaign = example_campaign()
    facts = count_all(specimen_sheets(campaign, Size()), campaign)

    assert kinds_giving(need) != ()
    assert need in DIRECTORIES or any(id_ == need or id_.startswith(f"{need}.") for id_ in facts)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_any_sheet_that_gives_the_facts_will_do(kind: DocumentKind) -> None:
    sheets = specimen_sheets(example_campaign(), Size())

    for need in kind.needs:
        ids = {giver.id for giver in kinds_giving(need)}
        others = tuple(table for table in sheets.tables if table.kind not in ids)
        assert lacking_facts(kind, Sheets(others)) == (need,)
        for table in (table for table in sheets.tables if table.kind in ids):
            assert lacking_facts(kind, Sheets((*others, table))) == ()


def test_whoever_lacks_facts_is_told_every_sheet_that_would_give_them() -> None:
    assert why_lacking(("surveys", "problems"), Sheets()) == "没有收到“调查问卷”或“问卷统计”、“问题清单”"
    assert any("问卷调查情况报告" in documents for documents, _ in sheets_by_document())
