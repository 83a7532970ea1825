"""Opening a .docx that nobody vouches for: bounded, no entities, nothing followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.files.document import AGAIN, MAIN, read_document
from kit.model.finding import TemplateError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kit.docx.markup import Element


class UnreadableError(Exception):
    """A file that cannot be judged: what is wrong with it and what to do."""

    def __init__(self, problem: str, remedy: str = AGAIN) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Package:
    """The XML parts of a document that the linter reads, by name."""

    parts: Mapping[str, Element]
    main: str = MAIN

    @property
    def document(self) -> Element | None:
        """Return the part that holds the text."""
        return self.parts.get(self.main)

    @property
    def relations(self) -> Element | None:
        """Return the part that says what the text refers to."""
        folder, _, name = self.main.rpartition("/")
        return self.parts.get(f"{folder}/_rels/{name}.rels")

    def get(self, name: str) -> Element | None:
        """Return a part, or None where the document has none of that name."""
        return self.parts.get(name)


def open_package(path: Path) -> Package:
    """Return the XML parts of a .docx or .dotx; raises UnreadableError for anything else."""
    try:
        return Package(read_document(path).roots)
    except TemplateError as error:
        raise UnreadableError(error.problem, error.remedy) from None
