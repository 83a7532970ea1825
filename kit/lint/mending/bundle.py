"""A document's parts, to be changed and written to another file; what is not touched keeps its bytes."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from kit.lint.reading.package import UnreadableError, open_package
from kit.nouns.errors import KitError
from kit.word.layout.markup import W, qualified
from kit.word.package import read_package, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from kit.word.layout.markup import Element

TYPES, RELATIONS = (
    "[Content_Types].xml",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATION_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
AUTHOR = "公文检查"


class Bundle:
    """The parts of one document by name; `tree` gives a part to change, `save` writes all of them."""

    def __init__(self, path: Path) -> None:
        try:
            self.package = open_package(path)
        except UnreadableError as error:
            raise KitError(path.name, error.problem, error.remedy) from None
        self.parts = read_package(path)
        self.path, self.main = path, self.package.main
        self.trees: dict[str, Element] = {}
        body = self.tree(self.main).find(qualified("w:body"))
        if body is None:
            raise KitError(
                path.name, "这是“严格”格式或没有正文的文档，改不了", "请在 Word 里另存为普通的 .docx 再做"
            )
        self.body: Element = body

    def tree(self, name: str) -> Element:
        """Return the root of a part, parsed once; changes are saved."""
        if name not in self.trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self.trees[name] = etree.fromstring(self.parts[name], parser)
        return self.trees[name]

    def part(self, name: str, root: str, kind: str) -> Element:
        """Return a part of a kind beside the main one, made and announced if there is none."""
        folder = posixpath.dirname(self.main)
        known = self._related(kind) or name
        full = posixpath.join(folder, known)
        if full not in self.parts:
            empty = etree.Element(qualified(f"w:{root}"), nsmap={"w": W, "r": RELATIONS})
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
            self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for name in sorted(self.parts, key=lambda name: (name != TYPES, name)):
                plain = zipfile.ZipInfo(name, _EPOCH)
                plain.compress_type, plain.create_system = zipfile.ZIP_DEFLATED, 0
                target.writestr(plain, self.parts[name])
        return buffer.getvalue()

    def save(self, folder: Path) -> Path:
        """Write the document into a folder under its own name and return where; never over its source."""
        target = folder / self.path.name
        if target.exists() and target.samefile(self.path):
            raise KitError(str(target), "不能写在原件上", "请换一个文件夹")
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(target, self.data())
        return target
