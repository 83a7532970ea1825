"""A document's parts, to be changed and written to another file; what is not touched keeps its bytes."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from kit.docx.markup import MARKUP_W, qualified
from kit.docx.reading.package import Package
from kit.files.document import MAIN, read_document
from kit.files.package import CONTENT_TYPES as TYPES
from kit.files.package import zipped
from kit.files.parsing import parse, serialised
from kit.files.writing import write_atomically
from kit.model.finding import KitError

if TYPE_CHECKING:
    from pathlib import Path

    from kit.docx.markup import Element


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATION_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
AUTHOR = "公文检查"


class Bundle:
    """The parts of one document by name; `tree` gives a part to change, `save` writes all of them."""

    def __init__(self, path: Path) -> None:
        document = read_document(path, refusal=KitError)
        self.package, self.parts = Package(document.roots), document.parts
        self.path, self.main = path, MAIN
        self.trees: dict[str, Element] = {}
        self.body: Element = next(self.tree(MAIN).iterfind(qualified("w:body")))

    def tree(self, name: str) -> Element:
        """Return the root of a part, parsed once; changes are saved."""
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name])
        return self.trees[name]

    def part(self, name: str, root: str, kind: str) -> Element:
        """Return a part of a kind beside the main one, made and announced if there is none."""
        folder = posixpath.dirname(self.main)
        known = self._related(kind) or name
        full = posixpath.join(folder, known)
        if full not in self.parts:
            empty = etree.Element(qualified(f"w:{root}"), nsmap={"w": MARKUP_W, "r": RELATIONS})
            self.parts[full] = etree.tostring(empty)
            self._announce(full, kind)
            self.relation(name, kind)
        return self.tree(full)

    def _related(self, kind: str) -> str | None:
        """Return the target of the main part's relation of a kind of which there is only one."""
        root = self.package.relations
        if kind == "footer" or root is None:
            return None
        wanted = f"{RELATIONS}/{kind}"
        return next((one.get("Target") for one in root if one.get("Type") == wanted), None)

    def relation(self, target: str, kind: str) -> str:
        """Return the id of a relation of the main part to a target, made if there is none."""
        folder, _, name = self.main.rpartition("/")
        own = f"{folder}/_rels/{name}.rels".lstrip("/")
        if own not in self.parts:
            self.parts[own] = f'<Relationships xmlns="{_RELATION_SPACE}"/>'.encode()
        root = self.tree(own)
        for one in root:
            if one.get("Target") == target:
                return one.get("Id") or ""
        taken = {one.get("Id") for one in root}
        free = next(f"rKit{number}" for number in range(1, len(taken) + 2) if f"rKit{number}" not in taken)
        etree.SubElement(
            root,
            f"{{{_RELATION_SPACE}}}Relationship",
            {"Id": free, "Type": f"{RELATIONS}/{kind}", "Target": target},
        )
        return free

    def _announce(self, name: str, kind: str) -> None:
        etree.SubElement(
            self.tree(TYPES),
            f"{{{_TYPES_SPACE}}}Override",
            {"PartName": f"/{name}", "ContentType": _PART_TYPE.format(kind)},
        )

    def data(self) -> bytes:
        """Return the whole document; the same changes give the same bytes."""
        for name, tree in self.trees.items():
            self.parts[name] = serialised(tree)
        return zipped(self.parts)

    def save(self, folder: Path) -> Path:
        """Write the document into a folder under its own name and return where; never over its source."""
        target = folder / self.path.name
        if target.exists() and target.samefile(self.path):
            raise KitError(str(target), "不能写在原件上", "请换一个文件夹")
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(target, self.data())
        return target
