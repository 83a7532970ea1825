"""A document's parts, to be changed and written again; what is not touched keeps its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from kit.docx.markup import NAMESPACES, OFFICE, RELATIONSHIPS, TYPES, WORD_TYPE, qualified
from kit.files.document import AGAIN, MAIN, full_name, relations_of
from kit.files.package import CONTENT_TYPES, zipped
from kit.files.parsing import BrokenPartError, parse, serialised
from kit.files.writing import make_folder, write_atomically
from kit.model.finding import KitError, TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from kit.docx.markup import Element
    from kit.files.document import Document


_RELATIONS = relations_of(MAIN)


class Bundle:
    """The parts of one document by name; `tree` gives a part to change, `data` writes all of them."""

    def __init__(self, document: Document) -> None:
        self.document, self.parts = document, dict(document.parts)
        self.trees: dict[str, Element] = {}
        self.body: Element = next(self.tree(MAIN).iterfind(qualified("w:body")))

    def tree(self, name: str) -> Element:
        """Return the root of a part, parsed once; changes are saved.

        Raises TemplateError for a part that no reader looks at and that is no XML.
        """
        if name not in self.trees:
            try:
                self.trees[name] = parse(self.parts[name])
            except BrokenPartError:
                raise TemplateError(name, "不是完整的 XML，文件已经损坏", AGAIN) from None
        return self.trees[name]

    def part(self, name: str, root: str, kind: str) -> Element:
        """Return a part of a kind beside the text, made and announced if there is none."""
        full = full_name(self._related(kind) or name, MAIN)
        if full not in self.parts:
            empty = etree.Element(qualified(f"w:{root}"), nsmap=NAMESPACES)
            self.parts[full] = etree.tostring(empty)
            self._announce(full, kind)
            self.relation(name, kind)
        return self.tree(full)

    def _related(self, kind: str) -> str | None:
        """Return the target of the text's relation of a kind of which there is only one."""
        root = self.document.roots.get(_RELATIONS)
        if kind == "footer" or root is None:
            return None
        return next((one.get("Target") for one in root if one.get("Type") == f"{OFFICE}/{kind}"), None)

    def relation(self, target: str, kind: str) -> str:
        """Return the id of a relation of the text to a target, made if there is none."""
        if _RELATIONS not in self.parts:
            self.parts[_RELATIONS] = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
        root = self.tree(_RELATIONS)
        for one in root:
            if one.get("Target") == target:
                return one.get("Id") or ""
        taken = {one.get("Id") for one in root}
        free = next(f"rKit{number}" for number in range(1, len(taken) + 2) if f"rKit{number}" not in taken)
        attributes = {"Id": free, "Type": f"{OFFICE}/{kind}", "Target": target}
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", attributes)
        return free

    def _announce(self, name: str, kind: str) -> None:
        attributes = {"PartName": f"/{name}", "ContentType": f"{WORD_TYPE}.{kind}+xml"}
        etree.SubElement(self.tree(CONTENT_TYPES), f"{{{TYPES}}}Override", attributes)

    def data(self) -> bytes:
        """Return the whole document; the same changes give the same bytes."""
        for name, tree in self.trees.items():
            self.parts[name] = serialised(tree)
        return zipped(self.parts)

    def save(self, source: Path, folder: Path) -> Path:
        """Write the document into a folder under its source's name; return where, never over the source."""
        target = folder / source.name
        if target.exists() and target.samefile(source):
            raise KitError(str(target), "不能写在原件上", "请换一个文件夹")
        make_folder(folder)
        write_atomically(target, self.data())
        return target
