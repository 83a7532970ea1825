"""Law 6, raw words: names, numbers and addresses planted in every channel reach no output that is shared.

Every byte of whatever is made of the demo, with an opinion board imported and an office's own sheet, and of a
stranger's inbox is opened, zips within zips too; what lies in restricted/ is its owner's.
"""

import io
import json
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from strangers import stranger

from kit.app.cli import main
from kit.app.work import Work, open_campaign, verbatim_reading
from kit.model.campaign import Campaign
from kit.model.survey import Survey
from kit.model.table import SheetKind, Table
from kit.opinions.deciding.decisions import Decision, add_decisions, verbatim_code
from kit.opinions.deciding.remarks import ballot_remarks, remarks_path
from kit.sheets.opening import read_workbook
from kit.sheets.raw_words import RULE
from kit.sheets.recognising import column_of
from kit.topics.kinds import kinds_of

Built = tuple[Work, set[tuple[str, str]]]  # and the file and column of each planted detail
DEMO = Path(__file__).parent.parent / "data" / "demo"
PHRASES = (
    "我叫卫梓萱",
    "电话1{m}800137{n:03d}",
    "身份证号11010519491231{n:03d}X",
    "邮箱wei{n}.zx@example.com",
    "家住翠竹苑{n}栋2单元9{n:02d}室",
    "车牌桂B7{n:03d}K",
    "我是锅炉车间唯一的女司炉{n}",
    "微信weizx_{n:04d}",
)
SECRETS = re.compile(
    r"卫梓萱|1\d800137\d{3}|11010519491231\d{3}X|wei\d+\.zx|翠竹苑|桂B7\d{3}K|女司炉|weizx_\d{4}"
)
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
OWN = """\
name = "热线电话"
row = "一次来电"
key = "来电编号"
day = ""
personal = ["来电人"]
columns = [
    {name = "来电编号", type = "编号", required = true},
    {name = "来电人"},
    {name = "反映事项", type = "长文字", required = true},
    {name = "去向"},
]
counts = [
    {name = "次数", unit = "次"},
    {name = "去处", way = "名单", column = "去向"},
]
"""


def planted(number: int) -> str:
    """Return words with every kind of detail; no two of them alike."""
    return "，".join(PHRASES).format(n=number % 100, m=3 + number % 7)


def short(number: int) -> str:
    return PHRASES[number % len(PHRASES)].format(n=3 + number % 6, m=3)


def raw_columns(table: Table, kind: SheetKind, campaign: Campaign) -> tuple[str, ...]:
    if isinstance(table.survey, Survey):
        return tuple(column for question in table.survey.open for column in question.columns)
    return kind.raw_words(campaign)


def plant(folder: Path) -> set[tuple[str, str]]:
    """Plant details in a cell of every raw column of every .xlsx; return file and column of each."""
    work, places = open_campaign(folder), set()
    kinds = {kind.id: kind for kind in kinds_of(work.campaign)}
    for at, table in enumerate(work.reading.sheets.tables):
        path = folder / "inbox" / table.file
        if path.suffix != ".xlsx" or not len(table.frame):
            continue
        kind = kinds[table.kind]
        grid = next(grid for grid in read_workbook(path, table.file).grids if grid.sheet == table.sheet)
        book = load_workbook(path)
        row = int(table.frame.index[0])
        for column in raw_columns(table, kind, work.campaign):
            number = column_of(grid, column, list(kinds.values())) if column in table.frame else None
            if number is None:
                continue
            cell = book[table.sheet].cell(row, number)
            cell.value = f"{cell.value or '有话说'}。{short(at)}，{planted(at)}"
            places.add((table.file, column))
        book.save(path)
    return places


def board(path: Path) -> None:
    """Write an export of a message board with details in its messages."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"])
    for number in range(12):
        page.append(
            [
                f"L{number}",
                "卫梓萱",
                f"路灯不亮{number}",
                "2009-04-06",
                f"巷口的路灯不亮。{planted(number)}。",
            ]
        )
    made.save(path)


def own_sheet(path: Path) -> None:
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(["来电编号", "来电人", "反映事项", "去向"])
    for number in range(3):
        page.append([f"R{number}", "卫梓萱", f"没有水。{planted(number)}", f"水务局，{short(number)}"])
    made.save(path)


def pass_all(folder: Path) -> None:
    """Pass every remark on, so that it is printed as far as it may be."""
    campaign = open_campaign(folder).campaign
    found = ballot_remarks(verbatim_reading(campaign).sheets, campaign)
    add_decisions(
        remarks_path(campaign),
        [
            Decision("文字意见", (one.id,), "照转", "甲", "2009-07-12", verbatim_code(one.text))
            for one in found
            if not one.decision
        ],
    )


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit):
        main(list(arguments))


@pytest.fixture(scope="module", params=["demo", "health_bureau"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a campaign with details in every channel, of which everything was made; and where they are."""
    folder = tmp_path_factory.mktemp(request.param) / "活动"
    if request.param == "demo":
        shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("out", "make_inbox"))
        (folder / "topics").mkdir()
        (folder / "topics/热线电话.toml").write_text(OWN, encoding="utf-8")
        own_sheet(folder / "inbox/热线电话.xlsx")
    else:
        folder.mkdir()
        stranger(request.param, folder)
    places = plant(folder)
    board(folder.parent / "留言.xlsx")
    run("opinions", "import", str(folder.parent / "留言.xlsx"), "--campaign", str(folder), "--accept")
    pass_all(folder)
    run("build", str(folder))
    run("check", str(folder))
    run("draft", str(folder), "--kind", "意见反馈")
    run("opinions", "review", "--campaign", str(folder))
    run("opinions", "outputs", "--campaign", str(folder))
    return open_campaign(folder), places


def texts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield every part of a file as text, however deep it is packed."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield from texts(package.read(part), f"{name}/{part}")
        return
    text = data.decode("utf-8", errors="ignore")
    yield name, ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    yield name, re.sub("<[^>]*>", "", text)


def shared_files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"restricted", "inbox"} & set(path.relative_to(folder).parts)
    ]


def test_no_shared_byte_holds_a_planted_detail(built: Built) -> None:
    folder = built[0].campaign.folder
    files = shared_files(folder)

    found = {
        (name, hit[0])
        for path in files
        for name, text in texts(path.read_bytes(), path.relative_to(folder).as_posix())
        if (hit := SECRETS.search(text))
    }

    assert len(files) > 20
    assert not found


def test_each_planted_channel_is_said(built: Built) -> None:
    work, places = built
    said = {(found.place.file, str(found.place.column)) for found in work.findings if found.rule == RULE}

    assert len(places) > 3
    assert not places - said


def test_findings_quote_no_detail(built: Built) -> None:
    told = json.dumps([found.as_json() for found in built[0].all_findings], ensure_ascii=False)

    assert not SECRETS.search(told)


def test_what_is_restricted_is_its_owners_alone(built: Built) -> None:
    folder = built[0].campaign.folder
    apart = [path for path in folder.rglob("*") if "restricted" in path.relative_to(folder).parts]

    assert apart
    for path in apart:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
