"""Law 6 over whole campaigns: what is made of the demo and of strangers' sheets, opened as an attacker would.

Every byte of every part is looked at: nothing exact, no cell, no file's name, no other unit's figure. From
the printed texts and the public sizes of groups no small group's answers follow.
"""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from attacking import Counting, bounds, shown, small_sets
from openpyxl import load_workbook
from school_drawing import draw_school
from strangers import STRANGERS, stranger

from kit.app.make.auditing import exposing
from kit.app.make.drafting import chosen_kinds, draft_documents
from kit.app.make.notices import make_notices
from kit.app.work import Work, open_campaign
from kit.docx.outline import outline
from kit.model.fact import Fact
from kit.template.marks import printed_marks
from kit.topics.appraisal.tallying import tally_units

DEMO = Path(__file__).parent.parent / "data" / "demo"
CIRCULAR = "评议结果通报"
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")  # Chinese in JSON
SMALL = 11  # in the demo, one group of most units has fewer ballots than this
GRADES = [f"g{place}.count" for place in range(1, 5)]


def made(folder: Path) -> Work:
    """Return a campaign whose notices and circular are made."""
    work = open_campaign(folder)
    make_notices(work)
    draft_documents(work, chosen_kinds(CIRCULAR))
    return work


def demo(folder: Path, minimum: int | None = None) -> Path:
    """Return the demo; with another minimum, one that makes a group of most units small, told by group."""
    shutil.copytree(DEMO, folder / "活动", ignore=shutil.ignore_patterns("out"))
    path = folder / "活动" / "campaign.toml"
    said = path.read_text(encoding="utf-8")
    if minimum:
        said = re.sub(r"(?m)^minimum = \d+", f"minimum = {minimum}", said)
        said = re.sub(r"(?m)^\[documents\.evaluation_(circular|notice)\]$", r"\g<0>\nby_group = true", said)
        path.write_text(said, encoding="utf-8")
    return path.parent


CAMPAIGNS: dict[str, Callable[[Path], Path]] = {
    "demo": demo,
    "small": lambda folder: demo(folder, SMALL),
    "school": lambda folder: draw_school(folder / "活动"),
    **{name: partial(stranger, name) for name in STRANGERS},
}


@pytest.fixture(scope="module", params=CAMPAIGNS)
def campaign_made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Work:
    return made(CAMPAIGNS[request.param](tmp_path_factory.mktemp(request.param)))


def papers(work: Work) -> list[Path]:
    return sorted(
        [*(work.campaign.out / "notices").glob("*.docx"), *(work.campaign.out / "drafts").glob("*.docx")]
    )


def parts(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8", errors="ignore")
            yield name, ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def exact_values(facts: dict[str, Fact]) -> set[str]:
    """Return every fraction of the ledger, as a/b."""
    return {
        f"{value.numerator}/{value.denominator}"
        for fact in facts.values()
        if isinstance(value := fact.value, Fraction) and value.denominator > 1
    }


def test_no_part_of_any_paper_holds_an_exact_value_a_cell_or_a_files_name(campaign_made: Work) -> None:
    exact = exact_values(campaign_made.facts)
    files = {path.name for path in (campaign_made.campaign.folder / "inbox").iterdir()}
    found = papers(campaign_made)

    assert found
    for path in found:
        for name, text in parts(path):
            assert not {each for each in re.findall(r"\d+/\d+", text) if each in exact}, (path.name, name)
            assert not [each for each in files if each in text], (path.name, name)
            assert "sha256" not in text, (path.name, name)


def test_a_notice_holds_no_figure_of_another_unit(campaign_made: Work) -> None:
    ids = {unit.id for unit in campaign_made.units}
    by_name = {unit.name: unit.id for unit in campaign_made.units}
    notices = [path for path in papers(campaign_made) if path.parent.name == "notices"]

    assert len(notices) == len(campaign_made.units)
    for path in notices:
        own = next(id_ for name, id_ in by_name.items() if f"（{name}）" in path.name)
        told = {
            mark.fact.split(".")[1] for mark in printed_marks(path) if mark.fact.startswith("evaluation.")
        }
        assert told & ids <= {own}, path.name
        assert all(mark.value is None for mark in printed_marks(path))


def printed(work: Work) -> dict[str, str]:
    """Return every figure that stands in any paper, by its id, as it was printed."""
    return {mark.fact: mark.text for path in papers(work) for mark in printed_marks(path)}


def test_composites_beside_a_small_group_say_what_the_units_own_counts_say(campaign_made: Work) -> None:
    """Worked out by hand from the printed counts, both composites come out as printed: nothing is learnt."""
    evaluation, figures = campaign_made.campaign.evaluation, printed(campaign_made)
    assert evaluation
    for found in tally_units(campaign_made.reading.sheets, evaluation):
        front = f"evaluation.{found.unit.id}"
        sizes = [tally.valid for tally in found.by_group.values()]
        if f"{front}.score" not in figures or not small_sets(sizes, evaluation.minimum):
            continue
        votes = [
            [int(figures[f"{front}.{item.id}.{key}"]) for key in (*GRADES, "abstained", "void")]
            for item in evaluation.items
        ]
        counting = Counting(evaluation.points, evaluation.positive, "valid")
        assert figures[f"{front}.score"] == shown(counting.score(votes))
        assert figures[f"{front}.positive_rate"] == f"{shown(counting.approval(votes))}%"


def approving(work: Work, figures: dict[str, str]) -> dict[frozenset[object], int]:
    """Return how many approve, as papers tell it: of each unit, each group that is shown, and the body.

    Shares are turned back into ballots; units and groups of them are the unknown numbers, item by item.
    """
    evaluation = work.campaign.evaluation
    assert evaluation
    units = tally_units(work.reading.sheets, evaluation)
    left_out = figures.get("evaluation.not_by_group", "").split("、")
    told: dict[frozenset[object], int] = {}
    for item in evaluation.items:
        for found in units:
            cells = {group: (found.unit.id, group, item.id) for group in found.by_group}
            front = f"evaluation.{found.unit.id}"
            votes = [
                figures.get(f"{front}.{item.id}.g{at}.count") for at in range(1, evaluation.positive + 1)
            ]
            if None not in votes:
                told[frozenset(cells.values())] = sum(int(each or 0) for each in votes)
            for group, cell in cells.items():
                if (number := ballots_of(figures, f"{front}.by.{group}", item.id)) is not None:
                    told[frozenset([cell])] = number
        for group in evaluation.groups:
            added = [
                found.unit.id
                for found in units
                if found.by_group and found.unit.short not in left_out
                if f"evaluation.{found.unit.id}.suppressed" not in work.facts
            ]
            if (number := ballots_of(figures, f"evaluation.all.by.{group.id}", item.id)) is not None:
                told[frozenset((unit, group.id, item.id) for unit in added)] = number
    return told


def ballots_of(figures: dict[str, str], front: str, item: str) -> int | None:
    """Return how many approve of a block whose valid ballots and approval are printed."""
    valid, rate = figures.get(f"{front}.valid"), figures.get(f"{front}.{item}.positive_rate")
    if valid is None or rate is None:
        return None
    return round(Fraction(rate.rstrip("%")) * int(valid) / 100)


def test_no_small_group_has_fewer_answers_left_by_all_papers_than_by_its_units_own(
    campaign_made: Work,
) -> None:
    """Every figure of every paper makes one system, and it is solved: rows, columns, what one leaves over."""
    evaluation, figures = campaign_made.campaign.evaluation, printed(campaign_made)
    assert evaluation
    units = tally_units(campaign_made.reading.sheets, evaluation)
    told = approving(campaign_made, figures)
    most: dict[object, int] = {
        (found.unit.id, group, item.id): tally.valid
        for found in units
        for group, tally in found.by_group.items()
        for item in evaluation.items
    }
    everything = bounds(told, most)
    for found in units:
        cells = {(found.unit.id, group, item.id) for group in found.by_group for item in evaluation.items}
        mine = {block: number for block, number in told.items() if block <= cells}
        alone = bounds(mine, {cell: most[cell] for cell in cells})
        small = {group for group, tally in found.by_group.items() if 0 < tally.valid < evaluation.minimum}
        assert not [cell for cell in cells if cell[1] in small and everything[cell] != alone[cell]]


def test_what_a_unit_does_not_show_by_group_has_as_many_ballots_as_the_minimum(campaign_made: Work) -> None:
    evaluation, figures = campaign_made.campaign.evaluation, printed(campaign_made)
    assert evaluation
    for found in tally_units(campaign_made.reading.sheets, evaluation):
        front = f"evaluation.{found.unit.id}.by"
        shown_apart = {group for group in found.by_group if f"{front}.{group}.valid" in figures}
        sizes = {group: tally.valid for group, tally in found.by_group.items()}
        hidden = sum(size for group, size in sizes.items() if group not in shown_apart)
        assert all(sizes[group] >= evaluation.minimum for group in shown_apart if sizes[group])
        assert not shown_apart or not hidden or hidden >= evaluation.minimum


def test_the_solver_finds_a_small_group_that_a_column_gives_away() -> None:
    """Two units hide A and B; nobody of the second approves, so the body's A are all the first's."""
    sums = {frozenset({"1A", "1B"}): 5, frozenset({"2A", "2B"}): 0, frozenset({"1A", "2A"}): 3}

    assert bounds(sums, {"1A": 3, "1B": 5, "2A": 4, "2B": 8})["1A"] == (3, 3)


def test_small_groups_do_occur_in_what_is_attacked_here(tmp_path: Path) -> None:
    work = open_campaign(demo(tmp_path, SMALL))
    evaluation = work.campaign.evaluation
    assert evaluation

    small = [
        found.unit.short
        for found in tally_units(work.reading.sheets, evaluation)
        if small_sets([tally.valid for tally in found.by_group.values()], SMALL)
        if f"evaluation.{found.unit.id}.pooled" in work.facts
    ]

    assert len(small) == 5


def test_what_was_made_is_cleared_by_the_audit_of_finished_papers(campaign_made: Work) -> None:
    assert not exposing(campaign_made, by_paper(campaign_made))


def by_paper(work: Work) -> dict[str, dict[str, str]]:
    return {path.name: {mark.fact: mark.text for mark in printed_marks(path)} for path in papers(work)}


def test_papers_that_weigh_small_groups_apart_are_found_in_what_lies_in_out(tmp_path: Path) -> None:
    """Papers made with a lower minimum, such as those of an earlier edition."""
    (tmp_path / "old").mkdir()
    old = by_paper(made(demo(tmp_path / "old")))

    found = exposing(open_campaign(demo(tmp_path / "new", SMALL)), old)

    assert {finding.level for finding in found.values()} == {"error"}
    assert "提案委的“班子成员和中层干部”" in found["评议结果通知书（市政协提案委员会）.docx"].problem
    assert "评议结果通知书（市政协办公室）.docx" not in found


def test_papers_that_show_a_group_that_is_small_now_are_found_too(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    folder = demo(tmp_path / "old")
    path = folder / "campaign.toml"
    said = path.read_text(encoding="utf-8")
    asked = said.replace("[documents.evaluation_notice]", "[documents.evaluation_notice]\nby_group = true")
    path.write_text(asked, encoding="utf-8")
    old = {
        name: {id_: text for id_, text in figures.items() if ".by." in id_}
        for name, figures in by_paper(made(folder)).items()
    }

    found = exposing(open_campaign(demo(tmp_path / "new", SMALL)), old)

    problem = found["评议结果通知书（市政协提案委员会）.docx"].problem
    assert "提案委的“班子成员和中层干部”、提案委的“一般干部和离退休干部”的结果" in problem
    assert "评议结果通知书（市政协办公室）.docx" not in found


def test_what_is_held_back_is_said_in_the_papers_the_register_and_one_finding(tmp_path: Path) -> None:
    work = made(demo(tmp_path, SMALL))
    out, said = work.campaign.out, "有的票种有效票不足11张，综合结果按各票种合并计算，不加权"

    texts = {path.name: outline(path.read_bytes()) for path in papers(work)}
    rows = load_workbook(out / "notices" / "register.xlsx").active.iter_rows(min_row=2, values_only=True)
    held_back = {str(row[1]): row[7] for row in rows}
    [finding] = [each for each in work.all_findings if each.rule == "evaluation.pooled_groups"]

    assert said in texts["评议结果通知书（市政协提案委员会）.docx"]
    assert said not in texts["评议结果通知书（市政协办公室）.docx"]
    assert "加权计算，" not in texts["评议结果通知书（市政协提案委员会）.docx"]
    assert "加权计算，" in texts["评议结果通知书（市政协办公室）.docx"]
    assert "有的票种有效票不足11张的单位，综合结果按各票种合并计算，不加权" in texts["评议结果通报.docx"]
    assert held_back["市政协提案委员会"] == said
    assert held_back["市政协办公室"] is None
    assert held_back["市政协研究室"] == "有效票不足11张，分项结果不公布"
    assert "提案委" in finding.problem


def test_a_unit_below_the_minimum_prints_its_turnout_only(campaign_made: Work) -> None:
    evaluation, figures = campaign_made.campaign.evaluation, printed(campaign_made)
    assert evaluation
    for found in tally_units(campaign_made.reading.sheets, evaluation):
        own = [id_.split(".")[2:] for id_ in figures if id_.startswith(f"evaluation.{found.unit.id}.")]
        if found.total.valid < evaluation.minimum:
            assert not [key for key in own if len(key) > 1 or key[0] in {"score", "positive_rate", "rank"}]


def test_no_small_unit_follows_from_the_whole_body_less_the_others(campaign_made: Work) -> None:
    """The body's breakdown is the sum of the printed units' own: nothing is left over for a hidden one."""
    evaluation, figures = campaign_made.campaign.evaluation, printed(campaign_made)
    assert evaluation
    for item in evaluation.items:
        for place in range(1, len(item.grades) + 1):
            key = f"{item.id}.g{place}.count"
            units = [figures.get(f"evaluation.{unit.id}.{key}") for unit in campaign_made.units]
            whole = figures.get(f"evaluation.all.{key}")
            assert whole is None or int(whole) == sum(int(text) for text in units if text is not None)
