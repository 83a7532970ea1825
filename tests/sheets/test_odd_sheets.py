"""Several faults at once and cells nobody means, in every format: read to the end, and never an exception."""

import random
import shutil
from collections.abc import Mapping

import pytest
from fuzzing import FORMATS, Write, faulty, read_to_the_end, write
from hypothesis import given, settings
from hypothesis import strategies as st
from mutating import DEMO, Bench, Specimen
from specimens import demo_specimens, small_campaign, small_specimens

from kit.model.campaign import read_campaign


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Bench, Specimen]]:
    """Return every specimen with its campaign."""
    demo = read_campaign(DEMO).model_copy(update={"documents": {}})
    large, folder = Bench(tmp_path_factory.mktemp("demo"), demo), tmp_path_factory.mktemp("small")
    small = Bench(folder, small_campaign(folder))
    return [*((small, each) for each in small_specimens()), *((large, each) for each in demo_specimens())]


@given(number=st.integers(0, 1_000_000), ending=st.sampled_from(FORMATS))
@settings(max_examples=40, derandomize=True)
def test_law_no_sheet_however_odd_is_more_than_findings(
    benches: list[tuple[Bench, Specimen]], writers: Mapping[str, Write], number: int, ending: str
) -> None:
    chance = random.Random(number)  # noqa: S311 - the same every time, no secret
    bench, specimen = chance.choice(benches)
    for path in bench.campaign.inbox.iterdir():
        path.unlink()
    for name in specimen.needs:
        shutil.copy(DEMO / "inbox" / name, bench.campaign.inbox)
    odd = faulty(specimen, chance)
    write(odd, bench.campaign.inbox, ending, chance, writers)

    work = read_to_the_end(bench)

    file = f"{odd.file.removesuffix('.xlsx')}{ending}"
    [account] = {each.file for each in work.reading.account if each.file == file} or {""}
    assert account == file or any(found.place.file == file for found in work.findings)
