"""The XML names of Word documents that the engine speaks of."""

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
