"""Documents printed by one start of LibreOffice, each spread out as the rendered rules read it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.docx.profiles import profile_named
from kit.form.pages import converting
from kit.form.pages.judging import read_rendered, spread
from kit.form.pages.sheet import RenderedDocument
from kit.form.roles.document import read_form

needs_office = pytest.mark.skipif(
    bool(converting.missing_tools()), reason=f"没有安装 {'、'.join(converting.missing_tools())}"
)


def printed(documents: Mapping[str, bytes], folder: Path) -> dict[str, RenderedDocument]:
    """Return every document, printed, by its name."""
    paths = {name: folder / f"{name}.docx" for name in documents}
    for name, path in paths.items():
        path.write_bytes(documents[name])
    made = converting.to_pdf(list(paths.values()), folder)
    return {
        name: spread(read_form(path), read_rendered(made[path]), profile_named("A"))
        for name, path in paths.items()
    }
