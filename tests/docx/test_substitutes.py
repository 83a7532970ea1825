"""Where no font of a face is installed, an open one of the same kind stands in."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kit.docx.profiles.faces import FACES, OPEN, font_environment, fontconfig_rules

SYSTEM = Path("/etc/fonts/fonts.conf")
fontconfig = pytest.mark.skipif(
    shutil.which("fc-match") is None or not SYSTEM.is_file(), reason="this machine has no fontconfig"
)


def matched(name: str, environment: dict[str, str]) -> str:
    command = ["fc-match", "-f", "%{family}", name]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout


def test_every_face_has_its_substitutes() -> None:
    assert set(OPEN) == set(FACES)
    assert all(OPEN.values())


def test_the_rules_of_the_machine_come_first_and_a_faces_own_fonts_before_the_open_ones() -> None:
    said = fontconfig_rules(SYSTEM)

    assert said.index("fonts.conf</include>") < said.index("<match")
    rule = said.split('<test name="family"><string>仿宋_gb2312</string></test>')[1].split("</match>")[0]
    assert rule.index("<string>fangsong</string>") < rule.index("Noto Serif CJK SC")


@pytest.mark.office
@fontconfig
@pytest.mark.parametrize(
    ("face", "kind"), [("仿宋_GB2312", "Serif"), ("方正小标宋简体", "Serif"), ("黑体", "Sans")]
)
def test_a_missing_face_is_matched_by_a_chinese_font_of_its_kind(
    tmp_path: Path, face: str, kind: str
) -> None:
    found = matched(face, font_environment(tmp_path))

    assert f"Noto {kind} CJK SC" in found or face in found


def test_without_fontconfig_the_environment_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "没有"))

    assert font_environment(tmp_path)["FONTCONFIG_FILE"] == str(tmp_path / "没有")
    assert list(tmp_path.iterdir()) == []
