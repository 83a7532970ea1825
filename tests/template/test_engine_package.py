import errno
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from engine_drawing import drawn, fact, filled, parts_of, replaced, with_parts, xml_of

from kit.files.package import CONTENT_TYPES, packed
from kit.files.writing import write_atomically
from kit.model.draft import Draft
from kit.model.finding import WriteError
from kit.template.fill import fill
from kit.template.template import compile_template


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "template.docx"


def test_the_same_inputs_give_the_same_bytes(path: Path) -> None:
    drawn(path, "{{ 甲 }}{{ 数 }}")
    template = compile_template(path)

    first = fill(template, Draft("试验", "件", path.name, {"甲": "字", "数": fact()}))
    fill(template, Draft("试验", "另一件", path.name, {"甲": "别的字", "数": fact("9", 9)}))
    again = fill(template, Draft("试验", "件", path.name, {"甲": "字", "数": fact()}))

    assert first.data == again.data
    assert (
        first.data
        == fill(compile_template(path), Draft("试验", "件", path.name, {"甲": "字", "数": fact()})).data
    )


def test_content_types_come_first_and_no_time_is_kept(path: Path) -> None:
    data = filled(drawn(path, "{{ 甲 }}"), 甲="字").data

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    assert entries[0].filename == CONTENT_TYPES
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_parts_without_blanks_are_the_templates_own(path: Path) -> None:
    drawn(path, "{{ 甲 }}")

    before, after = parts_of(path.read_bytes()), parts_of(filled(path, 甲="字").data)

    assert after["word/styles.xml"] == before["word/styles.xml"]
    assert after["word/theme/theme1.xml"] == before["word/theme/theme1.xml"]


def test_a_part_may_have_a_chinese_name() -> None:
    data = packed({CONTENT_TYPES: b"<a/>", "word/图.xml": b"<b/>"}).around([("word/乙.xml", b"<c/>")])

    assert parts_of(data) == {CONTENT_TYPES: b"<a/>", "word/图.xml": b"<b/>", "word/乙.xml": b"<c/>"}


def test_the_document_tells_nothing_of_the_templates_author_machine_and_time(path: Path) -> None:
    drawn(path, "{{ 甲 }}")
    document = docx.Document(str(path))
    document.core_properties.author = document.core_properties.last_modified_by = "张三"
    document.core_properties.title, document.core_properties.subject = "旧题目", "{{ 甲 }}之事"
    document.save(str(path))

    data = filled(path, "新题目 <甲>", 甲="字").data

    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.revision) == ("", "", 1)
    assert (properties.title, properties.subject) == ("新题目 <甲>", "字之事")
    assert str(properties.created) == str(properties.modified) == "2000-01-01 00:00:00+00:00"
    assert "Application" not in xml_of(data, "docProps/app.xml")
    assert not [name for name in parts_of(data) if "thumbnail" in name]
    assert "张三".encode() not in b"".join(parts_of(data).values())


def test_a_title_of_several_lines_is_one_line_in_the_properties(path: Path) -> None:
    data = filled(drawn(path, "字"), "关于\r\n甲\t乙").data

    assert docx.Document(io.BytesIO(data)).core_properties.title == "关于 甲 乙"


def test_without_a_title_of_the_draft_the_template_keeps_its_own(path: Path) -> None:
    drawn(path, "字")
    document = docx.Document(str(path))
    document.core_properties.title = "关于{{ 甲 }}的通知"
    document.save(str(path))

    data = filled(path, 甲=fact()).data

    assert docx.Document(io.BytesIO(data)).core_properties.title == "关于38的通知"


def test_a_fact_in_a_property_is_text_without_a_mark(path: Path) -> None:
    drawn(path, "字")
    document = docx.Document(str(path))
    document.core_properties.subject = "{{ 甲 }}"
    document.save(str(path))

    assert filled(path, 甲=fact()).marks == ()


def test_a_template_without_core_properties_gets_some(path: Path) -> None:
    drawn(path, "字")
    with_parts(
        path,
        lambda parts: parts.pop("docProps/core.xml"),
        lambda parts: parts.update(
            {"_rels/.rels": re.sub(b"<[^>]*docProps/core.xml[^>]*>", b"", parts["_rels/.rels"])}
        ),
        replaced("[Content_Types].xml", "/docProps/core.xml", "/docProps/gone.xml"),
    )

    assert docx.Document(io.BytesIO(filled(path, "题目").data)).core_properties.title == "题目"


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "新文件夹" / "通知书.docx"

    write_atomically(target, b"one")
    write_atomically(target, b"two")

    assert target.read_bytes() == b"two"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left"), "磁盘满了"),
        (PermissionError(errno.EACCES, "denied"), "可能正在 Word、WPS 里开着"),
        (OSError(errno.EIO, "I/O error"), "这个文件写不进去（I/O error）"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    target = tmp_path / "通知书.docx"
    target.write_bytes(b"old")

    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(WriteError, match=said):
        write_atomically(target, b"new")

    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"old"
