"""What the door to documents makes of those it reads, and what the door to zips never believes."""

import io
import re
import zipfile
from pathlib import Path

import odd_drawing as odd
import pytest

from kit.docx.outline import outline
from kit.files.document import MAIN, read_document
from kit.files.package import Bounds, Package, PackageError, timeless, zipped
from kit.files.writing import write_atomically, write_new
from kit.model.finding import TemplateError, WorkbookError

ROOMY = Bounds(file=10**7, entries=100, part=10**6, total=10**6, whole=10**7)


def test_a_document_under_other_names_is_given_the_usual_ones() -> None:
    parts = read_document(odd.renamed()).parts

    assert set(parts) == set(odd.parts_of(odd.SOUND))
    assert parts[MAIN] == odd.parts_of(odd.SOUND)[MAIN]
    assert not [name for name, content in parts.items() if b"document2" in content or b"styles2" in content]
    assert outline(odd.renamed()) == outline(odd.SOUND)


def test_a_document_that_lies_in_another_folder_keeps_its_footers() -> None:
    parts = odd.parts_of(odd.SOUND)
    moved = {name.replace("word/", "text/"): content for name, content in parts.items()}
    for listing in ("[Content_Types].xml", "_rels/.rels"):
        moved[listing] = moved[listing].replace(b"word/", b"text/")

    read = read_document(odd.zipped(moved)).parts

    targets = re.findall(rb'Target="([^"]*footer\d\.xml)"', read["word/_rels/document.xml.rels"])
    assert sorted(targets) == [b"../text/footer1.xml", b"../text/footer2.xml"]
    assert "text/footer1.xml" in read


def test_a_leftover_under_the_usual_name_is_not_taken_for_the_text() -> None:
    parts = odd.parts_of(odd.renamed())
    text = parts["word/document2.xml"]

    read = read_document(odd.zipped(parts | {MAIN: text.replace("各单位".encode(), "旧稿".encode())})).parts

    assert read[MAIN] == text
    assert "旧稿" in read["word/document2.xml"].decode()


def test_strict_open_xml_is_read_with_its_own_words_for_left_and_right() -> None:
    text = odd.parts_of(odd.strict())
    text[MAIN] = text[MAIN].replace(
        b"<w:pPr>", b'<w:pPr><w:ind w:start="640" w:endChars="200"/><w:jc w:val="end"/>', 1
    )

    read = read_document(odd.zipped(text))

    assert b"purl.oclc.org" not in b"".join(read.parts.values())
    assert b"conformance" not in read.parts[MAIN]
    assert b'<w:ind w:left="640" w:rightChars="200"/>' in read.parts[MAIN]
    assert b'<w:jc w:val="right"/>' in read.parts[MAIN]
    assert outline(odd.strict()) == outline(odd.SOUND)


def test_entities_are_found_in_every_encoding() -> None:
    declared = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")

    with pytest.raises(TemplateError, match=r"word/notes\.xml 里有实体声明"):
        read_document(odd.redrawn(lambda parts: parts.update({"word/notes.xml": declared})))


def test_the_caller_says_which_error_a_refusal_is_and_what_the_file_is_called() -> None:
    with pytest.raises(WorkbookError, match=r"^来件\.docx：文件是空的"):
        read_document(b"", "来件.docx", WorkbookError)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="没有这个文件"):
        read_document(tmp_path / "没有.docx")


def opened(data: bytes, bounds: Bounds = ROOMY) -> Package:
    return Package(io.BytesIO(data), bounds)


def test_what_a_part_declares_to_hold_does_not_bound_what_is_read() -> None:
    with pytest.raises(PackageError) as raised:
        opened(odd.bomb(megabytes=2)).read()

    assert (raised.value.fault, raised.value.part) == ("part", MAIN)


def test_a_picture_may_be_larger_than_a_text() -> None:
    package = opened(odd.zipped({"word/media/image1.emf": b" " * 5 * 10**6}))

    assert len(package.read()["word/media/image1.emf"]) == 5 * 10**6
    with pytest.raises(PackageError, match="total"):
        opened(odd.zipped({f"{number}.emf": b" " * 6 * 10**6 for number in range(2)})).read()


def test_parts_are_counted_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = odd.zipped({f"{number}.xml": b"" for number in range(101)})
    monkeypatch.setattr("zipfile.ZipFile", lambda _: pytest.fail("the directory was read"))

    with pytest.raises(PackageError) as raised:
        opened(data)

    assert (raised.value.fault, raised.value.number) == ("entries", 101)


def test_a_method_of_compression_that_no_office_program_uses_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("a.xml", b" " * 1000)

    with pytest.raises(PackageError, match="broken"):
        opened(buffer.getvalue()).read()


def test_the_same_parts_give_the_same_bytes_whenever_they_are_written() -> None:
    first = zipped({"b": b"2", "[Content_Types].xml": b"1"})

    assert first == zipped({"[Content_Types].xml": b"1", "b": b"2"})
    assert timeless(odd.zipped({"a": b"1"}), {"a": b"2"}) == zipped({"a": b"2"})


def test_a_file_that_must_be_new_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "新" / "登记.csv"

    write_new(path, b"one")
    with pytest.raises(FileExistsError):
        write_new(path, b"two")

    assert path.read_bytes() == b"one"
    write_atomically(path, b"three", durable=True)
    assert path.read_bytes() == b"three"
    assert list(path.parent.iterdir()) == [path]
