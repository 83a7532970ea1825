"""The same functions on several processes, and on a Dask cluster: the same proposals."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import pandas as pd
import pytest

from kit.opinions.proposing import aspects, candidates
from kit.opinions.proposing.aspects import default_taxonomy, propose_aspects
from kit.opinions.proposing.duplicates import near_duplicates

TEXTS = [
    f"{place}的路灯坏了{n}个月，{wish}"
    for place in ("东街", "西街")
    for n in (2, 3)
    for wish in ("希望修好", "请修好", "建议修好。")
]
REGISTER = pd.DataFrame({"意见ID": [f"Y{n}" for n in range(len(TEXTS))], "原文": TEXTS})


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "CHUNK", 5)
    monkeypatch.setattr(aspects, "CHUNK", 5)


@pytest.fixture
def cluster() -> Iterator[Executor]:
    distributed = pytest.importorskip(
        "distributed", reason="要测多机，先装可选的 cluster：pip install .[cluster]"
    )
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": ":0"}
    with (
        distributed.LocalCluster(**options, protocol="tcp://", host="127.0.0.1") as local,
        distributed.Client(local) as client,
    ):
        yield client.get_executor()


def check(executor: Executor) -> None:
    pd.testing.assert_frame_equal(near_duplicates(REGISTER, executor=executor), near_duplicates(REGISTER))
    pd.testing.assert_frame_equal(
        propose_aspects(REGISTER, default_taxonomy(), executor=executor),
        propose_aspects(REGISTER, default_taxonomy()),
    )


def test_chunks_on_an_executor_give_the_same_proposals() -> None:
    with ThreadPoolExecutor(2) as executor:
        check(executor)


def test_partitions_on_a_dask_cluster_give_the_same_proposals(cluster: Executor) -> None:
    check(cluster)
    assert len(near_duplicates(REGISTER, executor=cluster)) == 8
