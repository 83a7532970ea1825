"""The package around the text: content types, relationships, room for the marks, nothing that tells tales.

Core properties without a person: no author, no date of the template, the title of the draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING

from lxml import etree

from kit.docx.markup import KIT, MAIN, OFFICE, RELATIONSHIPS, STORIES, TYPES
from kit.files.document import relations_of
from kit.files.package import CONTENT_TYPES
from kit.files.parsing import parse, serialised
from kit.template.compiling.grammar import TITLE

if TYPE_CHECKING:
    from kit.files.package import Parts


_STORE = "{6B6B6974-6D61-726B-7300-000000000001}"  # the name of our part for those who look for it
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_LEAKING = ("thumbnail", "attachedTemplate", "mailMergeSource")


@dataclass(frozen=True)
class PackageContents:
    """Which parts of a package hold text, and the names of the two that are written anew."""

    main: str
    stories: dict[str, str]  # part name → content type, the body first
    core: str
    marks: str


def laid_out(parts: Parts) -> PackageContents:
    """Return what a package holds, and give it room for our marks; parts are changed in place.

    Raises KeyError if it has no body, BrokenPartError if a part is broken.
    """
    types = parse(parts[CONTENT_TYPES])
    stories = _stories(types, parts)
    if not stories or stories[next(iter(stories))] != MAIN:
        raise KeyError(MAIN)
    main = next(iter(stories))
    _drop_old_marks(parts, types)
    marks = _add_marks(parts, types, main)
    core = _cleaned(parts, types)
    parts[CONTENT_TYPES] = serialised(types)
    return PackageContents(main, stories, core, marks)


def _stories(types: etree._Element, parts: Parts) -> dict[str, str]:
    order = list(STORIES)
    listed = [
        (order.index(entry.get("ContentType", "")), entry.get("PartName", "").lstrip("/"))
        for entry in types.iter(f"{{{TYPES}}}Override")
        if entry.get("ContentType") in STORIES
    ]
    return {part: order[number] for number, part in sorted(listed) if part in parts}


def _drop_old_marks(parts: Parts, types: etree._Element) -> None:
    """Remove the map of an earlier filling: a filled document may serve as a template."""
    for name in [name for name in parts if re.fullmatch(r"customXml/item\d+\.xml", name)]:
        if KIT.encode() in parts[name]:
            _drop(parts, types, name)


def _drop(parts: Parts, types: etree._Element, part: str) -> None:
    """Remove a part, its relationships, what only they lead to in its folder, and every mention."""
    relations = relations_of(part)
    companions = [name for name in (part.replace("/item", "/itemProps"),) if name != part]
    for name in (part, relations, *companions):
        parts.pop(name, None)
        for entry in types.findall(f"{{{TYPES}}}Override[@PartName='/{name}']"):
            types.remove(entry)
    for name in [name for name in parts if name.endswith(".rels")]:
        base = dirname(dirname(name))
        root = parse(parts[name])
        for relation in root.findall(f"{{{RELATIONSHIPS}}}Relationship"):
            target = relation.get("Target", "")
            if normpath(target.lstrip("/") if target.startswith("/") else join(base, target)) == part:
                root.remove(relation)
                parts[name] = serialised(root)


def _add_marks(parts: Parts, types: etree._Element, main: str) -> str:
    number = next(n for n in range(1, 10_000) if f"customXml/item{n}.xml" not in parts)
    item, props = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    parts[props] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem '
        f'xmlns:ds="{OFFICE.replace("relationships", "customXml")}" ds:itemID="{_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{KIT}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    _relate(parts, item, f"{OFFICE}/customXmlProps", basename(props))
    _relate(parts, main, f"{OFFICE}/customXml", "/".join([".."] * main.count("/") + [item]))
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{props}", ContentType=_PROPS_TYPE)
    if types.find(f"{{{TYPES}}}Default[@Extension='xml']") is None:
        types.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension="xml", ContentType="application/xml"))
    return item


def _relate(parts: Parts, part: str, kind: str, target: str) -> None:
    name = relations_of(part) if part else "_rels/.rels"
    root = (
        parse(parts[name]) if name in parts else parse(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
    )
    used = {relation.get("Id") for relation in root}
    free = next(f"rIdKit{number}" for number in range(1, 10_000) if f"rIdKit{number}" not in used)
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=free, Type=kind, Target=target)
    parts[name] = serialised(root)


def _cleaned(parts: Parts, types: etree._Element) -> str:
    """Remove what tells of the template's author and machine; return the name of the core properties."""
    for name in [name for name in parts if name.endswith(".rels")]:
        _drop_leaks(parts, types, name)
    for entry in types.iter(f"{{{TYPES}}}Override"):
        if entry.get("ContentType", "").endswith("extended-properties+xml"):
            parts[entry.get("PartName", "").lstrip("/")] = _APP
    for entry in types.iter(f"{{{TYPES}}}Override"):
        part = entry.get("PartName", "").lstrip("/")
        if entry.get("ContentType") == _CORE_TYPE and part in parts:
            return part
    etree.SubElement(types, f"{{{TYPES}}}Override", PartName="/docProps/core.xml", ContentType=_CORE_TYPE)
    _relate(parts, "", _CORE_RELATION, "docProps/core.xml")
    return "docProps/core.xml"


def _drop_leaks(parts: Parts, types: etree._Element, name: str) -> None:
    root = parse(parts[name])
    leaks = [relation for relation in root if basename(relation.get("Type", "")) in _LEAKING]
    for relation in leaks:
        root.remove(relation)
        target = normpath(join(dirname(dirname(name)), relation.get("Target", "").lstrip("/")))
        if basename(relation.get("Type", "")) == "thumbnail":
            parts.pop(target, None)
            for entry in types.findall(f"{{{TYPES}}}Override[@PartName='/{target}']"):
                types.remove(entry)
    if leaks:
        parts[name] = serialised(root)
        _drop_dangling(parts, {relation.get("Id") for relation in leaks}, name)


def _drop_dangling(parts: Parts, ids: set[str | None], relations: str) -> None:
    """Remove the settings that point at relationships which are gone."""
    part = join(dirname(dirname(relations)), basename(relations).removesuffix(".rels"))
    if part not in parts:
        return
    root = parse(parts[part])
    pointing = [element for element in root.iter(etree.Element) if element.get(f"{{{OFFICE}}}id") in ids]
    for element in pointing:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    if pointing:
        parts[part] = serialised(root)


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
