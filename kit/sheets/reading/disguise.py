"""Files that are not what they seem: empty, locked, too large, under a false name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.nouns.errors import WorkbookError
from kit.sheets.reading.package import locked

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 200 * 2**20  # bytes
ZIPPED = (".xlsx", ".xlsm", ".xlsb", ".ods")
SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 再放进来"
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PAGES = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<div")


def bytes_of(path: Path, file: str) -> bytes:
    """Return what a file holds; raises WorkbookError if it is too large, empty or cannot be opened."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WorkbookError(
                file, f"文件超过 {LARGEST_FILE // 2**20} MB", "请只留要报的数据，删掉图片和多余的工作表"
            )
        data = path.read_bytes()
    except OSError as error:
        raise WorkbookError(
            file, f"打不开（{error.strerror}）", "请关掉正在用它的程序，确认有权限读，再试一次"
        ) from None
    if not data.strip(b"\x00 \r\n\t"):
        raise WorkbookError(file, "是空文件，里面什么也没有", "请让报送的人重新发一份")
    return data


def refuse_disguise(data: bytes, ending: str, file: str) -> None:
    """Raise WorkbookError if a file has a password or is not what its name says."""
    if data.startswith(OLE) and ENCRYPTED in data:
        raise locked(file)
    true = _true_form(data)
    expected = "zip" if ending in ZIPPED else "ole" if ending == ".xls" else "text"
    if true == expected:
        return
    said = {
        "zip": "新的 Excel 文件（.xlsx）或压缩包",
        "ole": "旧的 Excel 文件（.xls）",
        "page": "网页（HTML）",
        "text": "纯文本（csv）",
        "pdf": "PDF",
    }[true]
    raise WorkbookError(file, f"后缀是 {ending}，内容其实是{said}", SAVE_AS)


def _true_form(data: bytes) -> str:
    head = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    if head.startswith(b"%pdf"):
        return "pdf"
    return "page" if head.startswith(PAGES) or b"<html" in head else "text"
