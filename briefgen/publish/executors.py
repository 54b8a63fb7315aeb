"""Where the slow step runs: in this process, in a pool of processes or on a Dask cluster, all with the same `map` in input order.
The only doorway of distributed.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Literal, Protocol, TypeVar

from briefgen.model import Problem

A = TypeVar("A")
B = TypeVar("B")

Engine = Literal["serial", "processes", "dask"]

WORTH_A_POOL = 24
"""Fewer items than this are done in this process: every worker first loads the models (about 4 s on one core), in which time this
process reads about 20 articles of ordinary length."""
CHUNKS_A_JOB = 8
"""Pieces of work handed to each worker: few enough to keep the traffic small, enough to even out long articles."""


class Pool(Protocol):
    """What the build needs of an executor."""

    def map(self, function: Callable[[A], B], items: Sequence[A], /) -> Iterator[B]:
        """The results in input order, each as soon as it and all before it are there."""


class EngineMissingError(ValueError):
    """The engine asked for is not installed; `problem` says what to install."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message}: {problem.hint}")
        self.problem = problem


@contextlib.contextmanager
def executor(engine: Engine, jobs: int = 0) -> Iterator[Pool]:
    """A pool of `jobs` workers (0 = one a core that this process may use); closed, unfinished work dropped, at the end.

    Raises `EngineMissingError` if the library of the engine is not installed.
    """
    workers = jobs or cores()
    if engine == "dask":
        with _dask(workers) as pool:
            yield pool
    elif engine == "processes" and workers > 1:
        pool = _Processes(workers)
        try:
            yield pool
        finally:
            pool.close()
    else:
        yield _Serial()


def cores() -> int:
    """How many processor cores this process may use, at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class _Serial:
    def map(self, function: Callable[[A], B], items: Sequence[A], /) -> Iterator[B]:
        return map(function, items)


class _Processes:
    """A process pool that is started by the first `map` that is worth it."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[A], B], items: Sequence[A], /) -> Iterator[B]:
        if len(items) < WORTH_A_POOL:
            return map(function, items)
        if self.pool is None:
            # Not fork: a forked torch can hang on locks its threads held. One thread each: the pool is the parallelism.
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPoolExecutor(self.jobs, context, initializer=_start_worker)
        with _one_thread():
            return self.pool.map(function, items, chunksize=max(1, len(items) // (self.jobs * CHUNKS_A_JOB)))

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)


def _start_worker() -> None:
    """Leave Ctrl-C to the process that owns the pool, so that it is reported once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """While workers start, tell numeric libraries to use one thread each; they read this when they are loaded."""
    names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _dask(jobs: int) -> Iterator[Pool]:
    """A Dask cluster: the one that `DASK_SCHEDULER_ADDRESS` names, else one of processes on this machine."""
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        hint = "Run pip install 'briefgen[cluster]', or choose the engine processes."
        raise EngineMissingError(Problem("engine-missing", "error", "the engine dask is not installed", hint=hint)) from None
    address = os.environ.get("DASK_SCHEDULER_ADDRESS")
    # Silenced: a worker that is slow to end is no news to whoever builds a site.
    local = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": logging.ERROR}
    options: dict[str, Any] = {} if address else local
    with _one_thread(), distributed.Client(address, **options) as client:
        yield client.get_executor()
