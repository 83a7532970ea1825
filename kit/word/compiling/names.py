"""The XML names of Word documents that the engine speaks of."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
KIT = "urn:writing-office-kit:marks"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

MAIN, HEADER, FOOTER = f"{WORD_TYPE}.document.main+xml", f"{WORD_TYPE}.header+xml", f"{WORD_TYPE}.footer+xml"
FOOTNOTES, ENDNOTES = f"{WORD_TYPE}.footnotes+xml", f"{WORD_TYPE}.endnotes+xml"
STORIES = {MAIN: "", HEADER: "页眉", FOOTER: "页脚", FOOTNOTES: "脚注", ENDNOTES: "尾注"}  # with paragraphs


def w(name: str) -> str:
    """Return a WordprocessingML name as lxml writes it.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{W}}}{name}"


class BrokenPartError(Exception):
    """A part of a document is no XML that may be read."""


def parse(content: bytes) -> etree._Element:
    """Return the root of a part; nothing outside it is ever fetched or expanded.

    Raises BrokenPartError: no well-formed XML, or one that declares entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenPartError(str(error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenPartError("DOCTYPE")
    return root


def serialised(root: etree._Element) -> bytes:
    """Return a part as bytes, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
