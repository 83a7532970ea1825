"""Print for every kind of sheet and every fault how many mutations changed a fact, and how many were told of.

    python benchmarks/never_silent.py [KIND ...]

A cell says told/changed. Below it stand the mutations that change a fact and are told of nowhere. The same
mutations are the law of tests/test_never_silent.py, which says which of them are no fault that could be seen.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from mutating import DEMO, Bench, table_of
from specimens import demo_specimens, small_campaign, small_specimens

from kit.model.campaign import read_campaign


def main() -> None:
    """Print the table."""
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        demo = Bench(Path(folder) / "demo", read_campaign(DEMO).model_copy(update={"documents": {}}))
        small = Bench(Path(folder) / "small", small_campaign(Path(folder) / "small"))
        pairs = [(demo, each) for each in demo_specimens()] + [(small, each) for each in small_specimens()]
        outcomes = [
            outcome
            for bench, specimen in pairs
            if not wanted or specimen.name in wanted
            for outcome in bench.outcomes(specimen)
        ]
    print(table_of(outcomes))
    print(*(str(outcome) for outcome in outcomes if outcome.is_silent or outcome.crash), sep="\n")


if __name__ == "__main__":
    main()
