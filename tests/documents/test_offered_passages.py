"""What topics offer to a section of a document is printed there, though the document does not know it."""

import pytest
from document_drawing import told

from kit.documents import document_kinds
from kit.model.draft import Material
from kit.model.prose import prose
from kit.topics import passage
from kit.topics.kinds import kind_of_sheet
from kit.topics.passage import Passage

PLACES = [(kind.id, place) for kind in document_kinds() for place in kind.places]


@pytest.mark.parametrize(("document", "section"), PLACES)
def test_every_section_that_a_document_names_prints_what_is_offered_to_it(
    document: str, section: str, demo: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = Passage(
        "另说",
        kind_of_sheet("visits"),
        lambda _: prose("另有一件事要说"),
        needs=("visits.times",),
        places=(f"{document}.{section}",),
    )
    monkeypatch.setattr(passage, "passages", lambda: (offered,))

    assert told(document, demo).count("另有一件事要说") == 1


def test_no_passage_offers_itself_to_a_section_that_no_document_has() -> None:
    known = {f"{document}.{section}" for document, section in PLACES}

    strange = [each.name for each in passage.passages() if not set(each.places) <= known]

    assert strange == []


def test_the_topics_offer_the_passages_that_documents_compose_by_name() -> None:
    names = [each.name for each in passage.passages()]

    assert {"走访", "网上留言", "谈心", "制度"} <= set(names)
    assert len(names) == len(set(names))
