"""Templates written from their sources: outline text in, the .docx it stands for out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.docx.outline import outline
from kit.docx.typeset import typeset
from kit.files.document import read_document
from kit.files.writing import make_folder, write_atomically
from kit.model.fact import Place
from kit.model.finding import KitError, ParameterError, TemplateError, WriteError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class TypesetTemplate:
    """A template that was made from a source; written: False where the file already held the same parts."""

    path: Path
    written: bool


def typeset_templates(
    sources: Sequence[Path], folder: Path | None = None, *, replace: bool = False
) -> tuple[TypesetTemplate, ...]:
    """Write the template of each source, into a folder or beside it; one fault and none is written.

    replace: also over a file that this did not make, such as one edited in Word; without it that is a
    WriteError. A file that differs in its compression only stays as it is: zlib differs from machine to
    machine. Raises TemplateError for a source that is no outline, naming its line, ParameterError for two
    sources of one name.
    """
    made: dict[Path, bytes] = {}
    for source in sources:
        target = (folder or source.parent) / f"{source.stem}.docx"
        if target in made:
            raise ParameterError(str(source), f"两份底本都要写成 {target}", "请改一个文件名，或者分开运行")
        made[target] = _typeset_source(source)
    changed = [path for path, data in made.items() if not _holds(path, data)]
    foreign = [path for path in changed if path.exists() and not _is_typeset(path)]
    if foreign and not replace:
        listed = "、".join(path.name for path in foreign)
        remedy = "请先移走，或用 --to 放到别的文件夹；确实不要了，加 --replace"
        raise WriteError(listed, "已有的文件不是照底本写的（在 Word 里改过？），没有覆盖", remedy)
    for path in changed:
        make_folder(path.parent)
        write_atomically(path, made[path])
    return tuple(TypesetTemplate(path, path in changed) for path in made)


def _typeset_source(source: Path) -> bytes:
    try:
        return typeset(source.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise TemplateError(source.name, "没有这个文件", "请核对文件名和文件夹") from None
    except (OSError, UnicodeDecodeError):
        remedy = "底本是文本文件，请用记事本另存为 UTF-8 编码"
        raise TemplateError(source.name, "读不出文字", remedy) from None
    except TemplateError as error:
        row = error.place.row if isinstance(error.place, Place) else None
        raise TemplateError(Place(source.name, row=row), error.problem, error.remedy) from None


def _holds(path: Path, data: bytes) -> bool:
    """Return whether a file has these parts."""
    try:
        return path.exists() and read_document(path).parts == read_document(data).parts
    except KitError:
        return False


def _is_typeset(path: Path) -> bool:
    """Return whether a file is what typeset makes of its own text: then nobody has edited it in Word."""
    try:
        return _holds(path, typeset(outline(path.read_bytes())))
    except (KitError, OSError):
        return False
