"""Where batches are read: here, in processes on this machine, or on a Dask cluster.

Each engine is an executor of the standard library's kind, so that the run does not know which.
Workers give their results back and write nothing; a worker whose parent is gone ends itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding

if TYPE_CHECKING:
    from ctypes import c_byte

Engine = Literal["here", "processes", "dask"]
_T = TypeVar("_T")


class Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:  # noqa: ANN401
        """Do the work and return its result as a future that is done."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - kept for whoever asks for the result
            future.set_exception(error)
        return future


@contextmanager
def started(engine: Engine, workers: int, scheduler: str | None) -> Iterator[Executor]:
    """Start an engine for the time of a run.

    Raises
    ------
    UsageError
        GO147 where its scheduler does not answer.
    """
    if engine == "here":
        yield Here()
    elif engine == "processes":
        context = multiprocessing.get_context("spawn")
        stop = context.RawValue("b", 0)  # a lock could be held by a worker that was killed
        pool = ProcessPoolExecutor(
            workers, context, initializer=_watch, initargs=(os.getpid(), stop)
        )
        try:
            yield pool
        except BaseException:
            stop.value = 1
            raise
        finally:
            pool.shutdown(cancel_futures=True)
    else:
        with _dask(workers, scheduler) as executor:
            yield executor


@contextmanager
def _dask(workers: int, scheduler: str | None) -> Iterator[Executor]:
    """Join a Dask cluster, or start one on this machine."""
    from distributed import Client, LocalCluster

    if scheduler is None:
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            ) as cluster,
            Client(cluster) as client,
        ):
            yield _executor(client)
        return
    try:
        client = Client(scheduler, timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError(finding("GO147", address=scheduler, reason=error)) from None
    with client:
        yield _executor(client)


def _executor(client: Any) -> Executor:  # noqa: ANN401 - Dask's own class
    return cast("Executor", client.get_executor(pure=False))


def _watch(parent: int, stop: c_byte) -> None:
    """End this worker where its parent stops the run, or is gone and cannot say so.

    An interruption at the keyboard is the parent's to answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def look() -> None:
        while os.getppid() == parent and not stop.value:
            time.sleep(0.25)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()
