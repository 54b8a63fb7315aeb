"""The same results in the same order, wherever the work is done."""

import os
import sys

import pytest

from briefgen.publish import executors


def square(number):
    return number * number


def threads(_):
    return os.environ["OMP_NUM_THREADS"], os.getpid()


@pytest.mark.parametrize(
    ("engine", "jobs", "count"), [("serial", 0, 20), ("processes", 2, 50), ("processes", 2, 3), ("processes", 1, 50)]
)
def test_results_come_in_input_order(engine, jobs, count):
    with executors.executor(engine, jobs) as pool:
        assert list(pool.map(square, range(count))) == [number * number for number in range(count)]


def test_workers_are_other_processes_with_one_thread_each():
    before = os.environ.get("OMP_NUM_THREADS")
    with executors.executor("processes", 2) as pool:
        counts, processes = zip(*pool.map(threads, range(executors.WORTH_A_POOL)), strict=True)
    assert set(counts) == {"1"}
    assert os.getpid() not in processes
    assert os.environ.get("OMP_NUM_THREADS") == before


def test_little_work_starts_no_process():
    with executors.executor("processes", 2) as pool:
        assert list(pool.map(os.getpgid, [0] * (executors.WORTH_A_POOL - 1))) == [os.getpgid(0)] * (executors.WORTH_A_POOL - 1)
        assert pool.pool is None


def test_a_missing_engine_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(executors.EngineMissingError) as caught, executors.executor("dask", 2):
        pass
    assert caught.value.problem.code == "engine-missing"
    assert "briefgen[cluster]" in caught.value.problem.hint
