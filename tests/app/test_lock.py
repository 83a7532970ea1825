import subprocess
import sys
from pathlib import Path

import pytest

from kit.app.state import only_run
from kit.model.finding import BusyError

HOLD = """
import sys
from pathlib import Path
from kit.app.state import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    input()
"""


def test_a_second_process_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdin
    assert other.stdout
    assert other.stdout.readline() == "held\n"

    with pytest.raises(BusyError, match="正在这个活动上运行") as caught, only_run(tmp_path):
        pass

    other.communicate("\n")
    assert caught.value.exit_status == 2
    with only_run(tmp_path):
        assert (tmp_path / ".state" / "lock").exists()


def test_the_same_process_may_take_the_lock_again_inside(tmp_path: Path) -> None:
    with only_run(tmp_path), only_run(tmp_path):
        assert (tmp_path / ".state").is_dir()
