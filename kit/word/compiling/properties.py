"""Core properties without a person: no author, no date of the template, the title of the draft."""

from lxml import etree

from kit.files.parsing import parse
from kit.word.compiling.grammar import TITLE

EPOCH = "2000-01-01T00:00:00Z"  # created and modified of every document: no clock in outputs
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_KEPT = ("subject", "keywords", "description", "category", "language", "identifier")


def core_properties(old: bytes | None) -> etree._Element:
    """Return core properties without author and dates; the title is the draft's, else the template's own."""
    root = etree.Element(
        f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    elements = [] if old is None else list(parse(old).iter(etree.Element))
    before = {etree.QName(each).localname: each for each in elements}
    title = before["title"].text or "" if "title" in before else ""
    _say(root, _DC, "title", f"{{% if {TITLE} %}}{{{{ {TITLE} }}}}{{% else %}}{title}{{% endif %}}")
    for name in _KEPT:
        if name in before and before[name].text:
            root.append(_copied(before[name]))
    _say(root, _DC, "creator", "")
    _say(root, _CP, "lastModifiedBy", "")
    _say(root, _CP, "revision", "1")
    for name in ("created", "modified"):
        _say(root, _TERMS, name, EPOCH).set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return root


def _say(root: etree._Element, namespace: str, name: str, text: str) -> etree._Element:
    said = etree.SubElement(root, f"{{{namespace}}}{name}")
    said.text = text
    return said


def _copied(element: etree._Element) -> etree._Element:
    copy = etree.Element(element.tag)
    copy.text = element.text
    return copy
