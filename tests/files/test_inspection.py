"""Inspecting documents: everything active, remote, embedded or left open is named, nothing else."""

import re

import pytest
from hazard_drawing import ATTACKS, HARMLESS, Attack, Parts, attacked, code, field, in_text, related
from hypothesis import given
from hypothesis import strategies as st
from odd_drawing import SOUND, strict

from kit.files.document import read_document
from kit.files.inspection import Hazard, hazards


def found(data: bytes) -> tuple[Hazard, ...]:
    return hazards(read_document(data))


def test_a_sound_document_has_no_hazards() -> None:
    assert found(SOUND) == ()
    assert found(strict()) == ()


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_a_document_does_unseen_is_named(attack: Attack) -> None:
    named = found(attacked(SOUND, attack.change))

    assert [each.kind for each in named if each.kind == attack.kind]
    assert attack.said in "".join(each.problem for each in named)
    assert all(each.remedy for each in named)


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_is_harmless_is_not_named(change: object) -> None:
    assert found(attacked(SOUND, change)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_a_document_in_strict_open_xml_hides_nothing(attack: Attack) -> None:
    def change(parts: Parts) -> None:
        attack.change(parts)
        for name in [
            name for name in parts if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml"
        ]:
            parts[name] = re.sub(
                rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/(\w+)",
                rb"http://purl.oclc.org/ooxml/\1/\2",
                parts[name],
            )

    assert [each.kind for each in found(attacked(SOUND, change)) if each.kind == attack.kind]


def test_a_hazard_says_in_which_story_and_paragraph_it_stands() -> None:
    [first] = found(attacked(SOUND, in_text(f"<w:r><w:t>前文</w:t></w:r>{field(code(' DDE x '))}")))
    [second] = found(attacked(SOUND, in_text(field(code(" DDE x ")), r"word/footer\d\.xml")))

    assert (first.where, first.paragraph, first.near) == ("", 1, "前文果")
    assert second.where == "页脚"


def test_a_template_on_this_disk_is_told_from_one_elsewhere() -> None:
    local = related("attachedTemplate", "file:///C:\\模板\\t.dotm", owner="word/_rels/settings.xml.rels")
    [named] = found(attacked(SOUND, local))

    assert (named.kind, named.problem) == ("origin", "挂着另一个模板“t.dotm”")


pieces = st.lists(st.integers(1, 8), max_size=6)


keywords = st.sampled_from(["DDEAUTO", "includetext", "IncludePicture", "LINK", "MacroButton"])


@given(pieces, keywords, st.sampled_from(["alone", "in another"]))
def test_a_field_is_named_however_its_code_is_cut(cuts: list[int], keyword: str, where: str) -> None:
    """Law: where the runs of a field begin and end changes nothing."""
    text, runs = f" {keyword} x y ", []
    for cut in cuts:
        runs.append(text[:cut])
        text = text[cut:]
    inner = field(code(*runs, text))
    xml = field(code(" QUOTE "), inner) if where == "in another" else inner

    assert [keyword.upper() in each.problem for each in found(attacked(SOUND, in_text(xml)))] == [True]
