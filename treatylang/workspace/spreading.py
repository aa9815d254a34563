"""Units of work answered here, in several processes, or on a Dask cluster: the same code and the same answers.

Units travel in small batches; the corpus goes to each process once. Answers come back in whatever order they are
ready, each with its number, and it is for the caller to put them in order.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from threading import Thread
from typing import Any

from treatylang.workspace.corpus import Corpus, Unit
from treatylang.workspace.trouble import NoVerdict

Numbered = tuple[int, Unit]
Answers = list[tuple[int, Any]]

_MOST = 32
"""The most units of a batch: enough that sending them costs little, few enough that no process is left waiting."""
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ucx|ws|wss)://)?[^/\s:]+:\d+|tcp://\[[0-9a-fA-F:]+\]:\d+")
_PATIENCE = "10s"
"""How long a cluster is given to answer the first call."""

_here: Corpus | None = None
"""The corpus of a worker process, put there once when it starts."""


def spread(corpus: Corpus, units: Sequence[Numbered], *, jobs: int = 1, scheduler: str = "") -> Iterator[Answers]:
    """Yield the answers to numbered units, batch by batch, as they are ready.

    ``jobs`` is the number of processes; ``scheduler`` the address of a Dask scheduler, which then decides itself.
    Raises ``NoVerdict`` where a process dies or the cluster cannot be used.
    """
    if scheduler:
        yield from _on_cluster(corpus, _batches(units, 8), scheduler)
    elif jobs == 1 or len(units) < 2:
        for number, unit in units:
            yield [(number, corpus.answer(unit))]
    else:
        yield from _in_processes(corpus, _batches(units, jobs), min(jobs, len(units)))


def _batches(units: Sequence[Numbered], workers: int) -> list[list[Numbered]]:
    """Return the units in batches: some for each worker, so that none works alone at the end."""
    size = max(1, min(_MOST, len(units) // (workers * 4)))
    return [list(units[start : start + size]) for start in range(0, len(units), size)]


def answered(corpus: Corpus, batch: Sequence[Numbered]) -> Answers:
    """Return the answers to a batch."""
    return [(number, corpus.answer(unit)) for number, unit in batch]


# -- processes -----------------------------------------------------------------------------------------------------


def _begin(corpus: Corpus) -> None:
    global _here  # noqa: PLW0603  # a worker process has nowhere else to keep what it was started with
    _here = corpus
    # Ctrl-C ends a worker without a word: what it means is for the process that started it to say.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, killed without a word: nobody waits for its answers."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait while processes are started: they inherit that, until they can end in order."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answered_here(batch: list[Numbered]) -> Answers:
    assert _here is not None
    return answered(_here, batch)


def _in_processes(corpus: Corpus, batches: list[list[Numbered]], jobs: int) -> Iterator[Answers]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (corpus,))
    try:
        with _uninterrupted():
            futures = [pool.submit(_answered_here, batch) for batch in batches]
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool as problem:
        raise NoVerdict(
            "a process ended before its work was done; the machine may have run out of memory",
            "try again with fewer `--jobs`; with `--resume FILE` finished work is kept",
        ) from problem
    finally:
        pool.shutdown(cancel_futures=True)


# -- a cluster -----------------------------------------------------------------------------------------------------


def _on_cluster(corpus: Corpus, batches: list[list[Numbered]], address: str) -> Iterator[Answers]:
    try:
        dask: Any = import_module("distributed")
    except ImportError:
        raise NoVerdict(
            "work on a cluster needs `dask` and `distributed`", "install `treatylang[cluster]`, or use `--jobs`"
        ) from None
    if _ADDRESS.fullmatch(address) is None:
        raise NoVerdict(
            f"`{address}` is not an address of a Dask scheduler", "give the address that it prints: tcp://host:8786"
        )
    try:
        client = dask.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        raise NoVerdict(
            f"no Dask scheduler answers at `{address}`", "give the address that it prints: tcp://host:8786"
        ) from problem
    with client, client.as_current():
        if not client.scheduler_info()["workers"]:
            raise NoVerdict(f"the scheduler at `{address}` has no workers", "start some: `dask worker ADDRESS`")
        try:
            there = client.scatter(corpus, broadcast=True, hash=False)
            futures = [client.submit(answered, there, batch, pure=False) for batch in batches]
            for future in dask.as_completed(futures):
                yield future.result()
        except (OSError, ImportError) as problem:
            raise NoVerdict(
                f"the cluster at `{address}` failed: {problem}",
                "all workers need the same version of treatylang; with `--resume FILE` finished work is kept",
            ) from problem
