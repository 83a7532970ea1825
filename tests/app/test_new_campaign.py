import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kit.app.cli.running import new
from kit.app.make.founding import blank_settings, found_campaign
from kit.app.work import open_campaign
from kit.documents import document_kinds as all_documents
from kit.documents import kinds_per_member, settings_faults
from kit.documents.style.sections import SharedSection
from kit.model.campaign import read_campaign
from kit.model.finding import CampaignError, ParameterError
from kit.topics.kinds import sheet_kinds

TODAY = date(2031, 4, 1)
OPTIONAL = re.compile(r"^# (?=\[|\w+ = )", re.MULTILINE)


def test_a_new_campaign_has_settings_an_inbox_and_a_blank_workbook_for_every_kind(tmp_path: Path) -> None:
    blanks = found_campaign(tmp_path / "新活动", TODAY)

    assert len(blanks) == len(sheet_kinds())
    assert all(path.is_file() and path.parent.name == "空白表" for path in blanks)
    assert list((tmp_path / "新活动" / "inbox").iterdir()) == []


def test_its_settings_are_valid_as_they_stand_also_for_every_document(tmp_path: Path) -> None:
    found_campaign(tmp_path / "新活动", TODAY)

    campaign = read_campaign(tmp_path / "新活动")

    assert list(settings_faults(campaign)) == []


def test_names_of_aspects_and_kinds_of_problems_leave_the_word_to_the_documents(tmp_path: Path) -> None:
    found_campaign(tmp_path / "新活动", TODAY)

    campaign = read_campaign(tmp_path / "新活动")

    assert not [one.name for one in (*campaign.problems, *campaign.aspects) if one.name.endswith("方面")]


def settings(folder: Path) -> str:
    found_campaign(folder, TODAY)
    return (folder / "campaign.toml").read_text(encoding="utf-8")


def test_every_setting_is_explained_where_it_first_stands(tmp_path: Path) -> None:
    lines = [line for line in settings(tmp_path / "新活动").splitlines() if "=" in line]

    explained: dict[str, bool] = {}
    for line in lines:
        name, _, said = line.removeprefix("# ").partition("=")
        explained.setdefault(name.strip(), "#" in said)
    assert [name for name, is_explained in explained.items() if not is_explained] == []


def test_the_settings_that_are_commented_out_are_valid_too(tmp_path: Path) -> None:
    folder = tmp_path / "新活动"
    whole = OPTIONAL.sub("", settings(folder))
    (folder / "campaign.toml").write_text(whole, encoding="utf-8")

    campaign = read_campaign(folder)

    assert set(campaign.documents) == {
        "shared",
        *(kind.id for kind in (*all_documents(), *kinds_per_member())),
    }
    assert list(settings_faults(campaign)) == []


def test_each_setting_that_is_commented_out_is_valid_alone(tmp_path: Path) -> None:
    lines = settings(tmp_path / "新活动").splitlines()
    heading, refused = "", []
    for at, line in enumerate(lines):
        heading = line if "[" in line.partition("=")[0] else heading
        if OPTIONAL.match(line) and not heading.startswith("#"):
            text = "\n".join((*lines[:at], line.removeprefix("# "), *lines[at + 1 :]))
            (tmp_path / "新活动/campaign.toml").write_text(text, encoding="utf-8")
            try:
                checked_whole(tmp_path / "新活动")
            except CampaignError as error:
                refused.append(str(error))

    assert refused == []


def checked_whole(folder: Path) -> None:
    campaign = read_campaign(folder)
    assert list(settings_faults(campaign)) == []


def test_every_key_of_every_document_stands_in_the_settings() -> None:
    said = tomllib.loads(OPTIONAL.sub("", blank_settings("2031")))["documents"]

    kinds = (*all_documents(), *kinds_per_member())
    sections = {"shared": SharedSection} | {kind.id: kind.section for kind in kinds}
    assert {id_: list(table) for id_, table in said.items()} == {
        id_: list(section.model_fields) for id_, section in sections.items()
    }


def test_no_heading_of_a_document_has_to_be_turned_on(tmp_path: Path) -> None:
    whole = settings(tmp_path / "新活动").replace("# salutation", "salutation")
    (tmp_path / "新活动/campaign.toml").write_text(whole, encoding="utf-8")

    said = read_campaign(tmp_path / "新活动").documents

    assert said["speech"] == {"salutation": "各位代表，同志们："}


def test_the_settings_have_the_same_bytes_in_every_run() -> None:
    code = "from kit.app.make.founding import blank_settings as b; print(b('2031'), end='')"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)

    assert other.stdout.decode().splitlines() == blank_settings("2031").splitlines()


def test_a_preset_stands_for_the_points_and_items_of_the_settings(tmp_path: Path) -> None:
    whole = settings(tmp_path / "新活动").replace('# preset = "GOOD4"', 'preset = "FIVE"')
    whole = re.sub(r"^points = .*\n", "", whole, flags=re.MULTILINE)
    whole = re.sub(r"^\[\[evaluation\.items\]\][^\[]*(?:\[\"[^\[]*)?(?=\[\[)", "", whole, flags=re.MULTILINE)
    (tmp_path / "新活动/campaign.toml").write_text(whole, encoding="utf-8")

    evaluation = read_campaign(tmp_path / "新活动").evaluation

    assert evaluation is not None
    assert (len(evaluation.items), evaluation.points) == (5, (100, 80, 60, 40))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "speach",
            "documents.speach」：没有这种文稿，这一段不会起作用。是不是 [documents.speech]（转段讲话稿）",
        ),
        ("讲话稿", "是不是 [documents.speech]（转段讲话稿）"),
        ("sharde", "是不是 [documents.shared]（几种文稿共用的话）"),
        ("xyz", "可以写的有：shared（几种文稿共用的话）、analysis_report（分析检查报告）、"),
    ],
)
def test_a_table_of_a_document_that_nobody_writes_is_refused(tmp_path: Path, said: str, told: str) -> None:
    folder = tmp_path / "新活动"
    whole = settings(folder)
    (folder / "campaign.toml").write_text(f'{whole}\n[documents."{said}"]\ntitle = "x"\n', encoding="utf-8")

    with pytest.raises(CampaignError) as raised:
        open_campaign(folder)

    assert told in str(raised.value)
    assert "可以写的有：shared（几种文稿共用的话）、analysis_report（分析检查报告）、" in str(raised.value)


def test_an_empty_new_campaign_opens_without_a_traceback(tmp_path: Path) -> None:
    found_campaign(tmp_path / "新活动", TODAY)

    assert open_campaign(tmp_path / "新活动").reading.taken == ()


def test_a_folder_with_something_in_it_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "活动").mkdir()
    (tmp_path / "活动" / "campaign.toml").write_text("mine", encoding="utf-8")

    with pytest.raises(ParameterError, match="不是空的"):
        found_campaign(tmp_path / "活动", TODAY)

    assert [path.name for path in (tmp_path / "活动").iterdir()] == ["campaign.toml"]


def test_a_new_campaign_is_of_this_year_and_so_is_every_date_it_shows(tmp_path: Path) -> None:
    said = settings(tmp_path / "新活动")

    assert read_campaign(tmp_path / "新活动").campaign.year == TODAY.year
    assert set(re.findall(r"(?<!\d)(?:19|20)\d\d(?=-\d)", said)) == {"2031"}


def test_words_that_stand_for_a_name_are_warned_about_until_they_are_replaced(tmp_path: Path) -> None:
    found_campaign(tmp_path / "新活动", TODAY)

    found = open_campaign(tmp_path / "新活动").findings

    [named] = [finding for finding in found if finding.rule == "campaign.placeholder"]
    assert named.problem == (
        "title 还是“某某活动”，name 还是“某某办公室”，body 还是“某某机关”，body_short 还是“某机关”"
    )
    assert named.level == "warning"


def test_which_sheets_each_document_needs_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(tmp_path / "新 活动")

    *told, last = capsys.readouterr().out.splitlines()
    assert "  简报、阶段总结、转段讲话稿：“活动参数”" in told
    assert "  评议结果通报、评议结果通知书：“活动参数”、“评议票”、“单位目录”" in told
    assert any("（要有会议台账里的民主生活会）：“活动参数”、“会议台账”" in line for line in told)
    assert last.endswith(f'kit check "{tmp_path / "新 活动"}"')


def test_a_cell_that_could_not_be_read_is_said_once(tmp_path: Path) -> None:
    found_campaign(tmp_path / "活动", TODAY)
    (tmp_path / "活动/inbox/参评名册.csv").write_text(
        "类别,票种,应参评\n中层,A,5\n群众,C,5\n", encoding="utf-8"
    )

    found = [str(finding) for finding in open_campaign(tmp_path / "活动").findings]

    [said] = [line for line in found if "“票种”列" in line]
    assert "第3行“票种”列：填的是“C”，活动的票种只有A、B" in said
