"""A small office: two documents, a notice per unit, templates of a few words."""

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kit.app.cli import main
from kit.app.work import Work
from kit.docx.typeset import typeset
from kit.model.campaign import Campaign
from kit.model.draft import DocumentKind, Draft, Material, Unit
from kit.model.fact import Fact, Facts
from kit.model.finding import FigureError, Finding
from kit.model.table import Sheets
from kit.sheets.inbox import Reading

Kit = Callable[..., tuple[int, str, str]]
NAMES = ("财政局", "档案局", "水利局")


def unit(number: int, name: str, addressee: str = "局领导班子") -> Unit:
    """Return a unit; one without an addressee cannot get a notice."""
    return Unit(f"U{number}", name, name[:2], "部门", number, addressee)


def returned(count: int) -> Facts:
    """Return a ledger of two figures."""
    return Facts(
        [
            Fact("forms.returned", "收回份数", count, str(count), "份", "各渠道之和"),
            Fact("visits.total", "走访数", 30, "30", "个", "不同对象的个数"),
        ]
    )


def speech(material: Material, _: Unit | None) -> Draft:
    """Compose a speech that prints two figures."""
    return Draft("speech", "讲话稿", "speech.docx", material.facts.by_name(), "讲话稿")


def plan(material: Material, _: Unit | None) -> Draft:
    """Compose a plan that prints no figure."""
    return Draft("plan", "方案", "plan.docx", {"机关": material.campaign.office.body}, "方案")


def notice(material: Material, to: Unit | None) -> Draft:
    """Compose a unit's notice, as a document kind does."""
    assert to is not None
    if not to.addressee:
        raise FigureError(to.name, "单位目录里没有主送名称", "请补上主送名")
    context = {"主送": to.addressee, "单位": to.name, **material.facts.by_name()}
    return Draft("notice", f"通知书{to.name}", "notice.docx", context, to.name)


KINDS = (
    DocumentKind("speech", "讲话稿", speech),
    DocumentKind("plan", "方案", plan, needs=()),
    DocumentKind("notice", "通知书", notice, per_unit=True),
)
TEMPLATES = {
    "speech.docx": "公文标题| 讲话稿\n收回{{ 收回份数 }}份，走访{{ 走访数 }}个。【待补：会议地点】\n",
    "plan.docx": "公文标题| 方案\n{{ 机关 }}的方案。\n",
    "notice.docx": "公文标题| 通知书\n主送| {{ 主送 }}：\n{{ 单位 }}收回{{ 收回份数 }}份。\n",
}


@dataclass
class Office:
    """A campaign on disk with its templates; `work` opens it with figures and units as said."""

    campaign: Campaign
    facts: Facts = field(default_factory=lambda: returned(150))
    units: tuple[Unit, ...] = tuple(unit(number, name) for number, name in enumerate(NAMES, 1))
    findings: tuple[Finding, ...] = ()

    @property
    def out(self) -> Path:
        """Return the folder of results."""
        return self.campaign.out

    def work(self) -> Work:
        """Return the opened campaign, its ledger and units already computed."""
        work = Work(self.campaign, "key", Reading(Sheets()), self.findings)
        work.__dict__.update(facts=self.facts, units=self.units)
        return work

    def write_template(self, name: str, text: str) -> None:
        """Write a template of the campaign's own."""
        path = self.campaign.folder / "templates" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(typeset(text))


@pytest.fixture
def office(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office whose kinds of documents are the three above."""
    for module in ("work", "make.noticing"):
        monkeypatch.setattr(f"kit.app.{module}.document_kinds", lambda: KINDS)
    office = Office(campaign)
    for name, text in TEMPLATES.items():
        office.write_template(name, text)
    return office


@pytest.fixture
def kit(capsys: pytest.CaptureFixture[str]) -> Kit:
    """Return a function that runs `kit` and gives exit status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.fixture
def fill_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that fills the disk: from then on only half of a file can be written."""

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as target:
            target.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    return lambda: monkeypatch.setattr(Path, "write_bytes", half)
