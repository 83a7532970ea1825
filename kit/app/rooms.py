"""The table of rooms in CONTRIBUTING.md: every folder of kit/ with the first line of its docstring.

`python -m kit.app.rooms FILE` writes it into a page, between its two marks.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import kit
from kit.form.rule_table import between

if TYPE_CHECKING:
    from collections.abc import Iterator


MARKS = ("<!-- rooms -->", "<!-- end of rooms -->")
FLOORS = (  # a file imports from its own folder and from the floors above this line of the table only
    ("text",),
    ("model",),
    ("files",),
    ("sheets", "docx"),
    ("topics", "template", "form"),
    ("opinions",),
    ("documents",),
    ("app",),
    ("desk",),
)


def rooms() -> Iterator[tuple[str, str]]:
    """Yield each folder, floor after floor, those inside one behind it, with what it says it holds."""
    root = Path(kit.__file__).parent
    for folder in (root / name for floor in FLOORS for name in floor):
        for package in sorted(path.parent for path in folder.rglob("__init__.py")):
            yield package.relative_to(root).as_posix(), _first_line(package / "__init__.py")


def with_rooms(page: str) -> str:
    """Return a page with the table of rooms between its marks, whatever stood there before."""
    rows = [("folder of kit/", "holds"), ("---", "---"), *((f"`{name}/`", told) for name, told in rooms())]
    return between(page, MARKS, "".join(f"| {' | '.join(cells)} |\n" for cells in rows))


def _first_line(path: Path) -> str:
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0].rstrip(".")


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_rooms(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
