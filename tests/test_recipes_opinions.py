"""The recipe for an export format: one new file with one record, and `kit opinions import` reads the site."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

ROOT = Path(__file__).parent.parent
NEW_FILE = "kit/opinions/importing/small_survey.py"
RECORD = '''"""小问卷: 交卷时间 and 作答秒数 over its own columns; choices joined by #."""

from kit.opinions.importing.reading.site import Site
from kit.opinions.importing.reading.survey import Dialect

SITE = Site(
    "small_survey",
    "小问卷",
    24,
    Dialect({"卷号": "serial", "交卷时间": "time", "作答秒数": "took"}, separators=("#",)),
    own=("卷号", "交卷时间", "作答秒数"),
)
SHAPES = (SITE.shape,)
'''
EXPORT = """
    卷号  交卷时间        作答秒数  您关心的事   您的意见建议
    1     2020/4/6_9:01  61        交通#就业    东街的路灯不亮
    2     2020/4/6_9:02  62        就业         无
    3     2020/4/7_9:03  63        交通         公交车太少
"""
CAMPAIGN = """
[campaign]
title = "试验活动"
year = 2020
phase = 1
[office]
name = "试验办公室"
body = "试验机关"
body_short = "机关"
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the package beside an empty campaign with one export of the site."""
    shutil.copytree(ROOT / "kit", tmp_path / "kit", ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "活动"
    (folder / "inbox").mkdir(parents=True)
    (folder / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    with xlsxwriter.Workbook(tmp_path / "小问卷.xlsx") as book:
        page = book.add_worksheet()
        for number, line in enumerate(EXPORT.strip().splitlines()):
            page.write_row(number, 0, [cell.replace("_", " ") for cell in line.split()])
    return tmp_path


def hashes(package: Path) -> dict[str, str]:
    return {
        path.relative_to(package).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (package / "kit").rglob("*")
        if path.is_file()
    }


def imported(package: Path) -> str:
    """Return what the command of the copy says to the export."""
    command = [sys.executable, "-B", "-m", "kit", "opinions", "import", "小问卷.xlsx", "--campaign", "活动"]
    ran = subprocess.run(
        command,
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.stdout


def options_counted(package: Path) -> dict[str, int]:
    [path] = (package / "活动/opinions/tallies").glob("*.xlsx")
    heading, *lines = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    option, times = heading.index("选项"), heading.index("次数")
    return {line[option]: line[times] for line in lines}


def test_one_new_file_with_one_record_adds_an_export_format(copy: Path) -> None:
    before = hashes(copy)

    (copy / NEW_FILE).write_text(RECORD, encoding="utf-8")
    told = imported(copy)

    after = hashes(copy)
    touched = {name for name in before | after if before.get(name) != after.get(name)}
    assert touched == {NEW_FILE}
    assert "认作“小问卷”：有“卷号”“交卷时间”“作答秒数”列；3 份、2 条意见" in told
    assert options_counted(copy) == {"交通": 2, "就业": 2}


def test_without_the_file_the_same_export_is_any_office_s_table(copy: Path) -> None:
    assert "认作“意见表（一行一份）”" in imported(copy)


def test_the_readers_know_none_of_the_formats_that_are_read_with_them() -> None:
    folder = ROOT / "kit/opinions/importing"
    above = re.compile(r"kit\.opinions\.importing(?!\.reading)")

    files = sorted((folder / "reading").glob("*.py"))

    assert len(files) > 5
    assert not [path.name for path in files if above.search(path.read_text(encoding="utf-8"))]
