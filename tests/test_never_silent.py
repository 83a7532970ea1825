"""Law (trust 3): no fact changes through a fault of a sheet without a word that names the sheet.

Every kind of sheet, every column, one fault each. Told is an error or a warning on the sheet; of a column
that was never there its account; of a blank in a short column, of a word of an open list and of an emptied
column of long texts a line. `python benchmarks/never_silent.py` prints the table: kind × fault.
"""

import pytest
from mutating import DEMO, Bench, Outcome, Specimen
from specimens import demo_specimens, small_campaign, small_specimens

from kit.model.campaign import read_campaign

DEMO_NAMES = [specimen.name for specimen in demo_specimens()]
SMALL_NAMES = [specimen.name for specimen in small_specimens()]
ASKS_NOTHING = {"行间有空行", "写成文字"}  # what changes nothing
BALLOTS = {"ballots", "ballots wide", "poll_ballots"}


def is_no_fault(specimen: Specimen, outcome: Outcome) -> str:
    """Return why a mutation is none that anybody could see; "" of one that must be told."""
    fault, column = outcome.mutation.fault, outcome.mutation.column
    if specimen.name in BALLOTS and (fault == "一格清空" or (fault == "整列清空" and specimen.depth > 1)):
        return "a blank on a ballot is an answer, and so is a grade that hardly anybody ticked"
    if specimen.name in BALLOTS and column == "整票判定" and fault == "整列清空":
        return "without a verdict a ballot is valid"
    if specimen.name in {"surveys", "survey_totals"}:
        return "the headings of a survey are its own questions, its blanks are answers not given"
    at = specimen.labels().index(column) if column else 0
    blanks = [row[at] for row in specimen.body if row[at] is None or row[at] == ""]
    if fault == "一格清空" and (blanks or specimen.type(at) == "long"):
        return "in this column other cells are blank too"
    if fault == "十倍加人" or (fault in {"都写成别的话", "一格写成别的话"} and specimen.type(at) == "text"):
        return "any word may stand there"
    return ""


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bench]:
    """Return the campaign of the demo and a small one."""
    demo = read_campaign(DEMO).model_copy(update={"documents": {}})
    small = tmp_path_factory.mktemp("small")
    return {
        "demo": Bench(tmp_path_factory.mktemp("demo"), demo),
        "small": Bench(small, small_campaign(small)),
    }


@pytest.mark.parametrize(
    ("bench", "name"), [*(("demo", name) for name in DEMO_NAMES), *(("small", name) for name in SMALL_NAMES)]
)
def test_law_every_fact_that_a_fault_changes_is_told_of_and_nothing_crashes(
    benches: dict[str, Bench], bench: str, name: str
) -> None:
    specimens = demo_specimens() if bench == "demo" else small_specimens()
    specimen = next(each for each in specimens if each.name == name)

    outcomes = list(benches[bench].outcomes(specimen))

    assert [str(each) for each in outcomes if each.crash] == []
    assert [str(each) for each in outcomes if each.is_silent and not is_no_fault(specimen, each)] == []
    assert [
        str(each)
        for each in outcomes
        if each.mutation.fault in ASKS_NOTHING and each.told and not each.changed
    ] == []
