from pathlib import Path

import pytest
from lint_drawing import CLEAN, MAIN, STYLES, Change, Draw, packed, spoilt

from kit.docx.typeset import typeset


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Return a file of outline text, with what is wrong about it."""

    def drawn(*changes: Change, text: str = CLEAN, profile: str = "A") -> Path:
        path = tmp_path / "通报.docx"
        path.write_bytes(spoilt(typeset(text, profile), *changes))
        return path

    return drawn


@pytest.fixture
def write(tmp_path: Path) -> Draw:
    """Return a file with a body and styles written by hand, as another program might write them."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def written(body: str, styles: str = "", **parts: str) -> Path:
        path = tmp_path / "外来.docx"
        content = {
            MAIN: f"<w:document {space}><w:body>{body}</w:body></w:document>",
            STYLES: f"<w:styles {space}>{styles}</w:styles>",
        }
        path.write_bytes(packed(content | {f"word/{name}": text for name, text in parts.items()}))
        return path

    return written
