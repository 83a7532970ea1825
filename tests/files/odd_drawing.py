"""Odd documents, drawn from a sound one: what arrives by mail, and what somebody made to break a reader."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from functools import cache

from kit.docx.typeset import typeset

SOUND = typeset(
    "公文标题| 关于征求意见情况的通报\n空行|\n主送| 各单位：\n1．希望把路灯修好。\n2．希望增加班车。\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "word/document.xml"
USUAL, STRICT = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MEGABYTE = 2**20


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return parts as a document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def redrawn(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return the sound document after a change of its parts."""
    parts = parts_of(SOUND)
    change(parts)
    return zipped(parts)


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """Return the sound document with a piece of one part replaced."""
    parts = parts_of(SOUND)
    assert old in parts[name]
    return zipped(parts | {name: parts[name].replace(old, new)})


@cache
def bomb(megabytes: int = 600, declared: int = 1000) -> bytes:
    """Return a document whose text unpacks to so much, and says that it holds `declared` bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts_of(SOUND).items():
            if name != MAIN:
                package.writestr(name, content)
        with package.open(MAIN, "w") as part:
            for _ in range(megabytes):
                part.write(b" " * MEGABYTE)
    size, lie = struct.pack("<L", megabytes * MEGABYTE), struct.pack("<L", declared)
    return buffer.getvalue().replace(size, lie)


def many_bombs() -> bytes:
    """Return a document whose parts are each within bounds, and together are not."""
    return redrawn(lambda parts: parts.update({f"word/{n}.xml": b" " * (30 * MEGABYTE) for n in range(5)}))


def renamed() -> bytes:
    """Return the sound document with its text in document2.xml and its styles in styles2.xml."""
    new = {b"document.xml": b"document2.xml", b"styles.xml": b"styles2.xml"}

    def named(text: bytes) -> bytes:
        return re.sub(rb"\b(?:document|styles)\.xml", lambda found: new[found[0]], text)

    listings = (".rels", "[Content_Types].xml")
    return zipped(
        {
            named(name.encode()).decode(): named(content) if name.endswith(listings) else content
            for name, content in parts_of(SOUND).items()
        }
    )


def strict() -> bytes:
    """Return the sound document as Word saves it under “严格的 Open XML 文档”."""

    def change(content: bytes) -> bytes:
        content = re.sub(
            rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/(\w+)",
            rb"http://purl.oclc.org/ooxml/\1/\2",
            content,
        )
        return content.replace(b"<w:document ", b'<w:document w:conformance="strict" ', 1)

    kept = "[Content_Types].xml"
    return zipped({name: text if name == kept else change(text) for name, text in parts_of(SOUND).items()})


def locked() -> bytes:
    """Return what Word saves under a password: an OLE file with the document encrypted in it."""
    return OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
