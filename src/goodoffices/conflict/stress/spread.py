"""Who counts the chunks: this process, a pool of processes, or a Dask cluster.

All three call the same pure function on the same chunks and add whole numbers, so they agree to
the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce
from operator import add

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs
from goodoffices.conflict.stress.sampling import Counts, SamplingPlan, count

Progress = Callable[[int, int], None]
"""Told after each chunk: how many are done, of how many."""

MOST_WORKERS = 256
PATIENCE = 10.0
"""Seconds that a scheduler has to answer."""


def count_all(
    plan: SamplingPlan,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Counts:
    """Count all chunks of a plan.

    Raises
    ------
    UsageError
        for a number of workers that cannot be, a scheduler that does not answer, or where the
        extra ``scale`` is not installed.
    """
    if not 1 <= workers <= MOST_WORKERS:
        raise UsageError(finding("GO802", most=MOST_WORKERS))
    if scheduler is not None:
        return _on_cluster(plan, scheduler, progress)
    if workers > 1 and plan.chunks > 1:
        return _in_pool(plan, workers, progress)
    return _summed((count(plan, k) for k in range(plan.chunks)), plan, progress)


def _summed(counts: Iterable[Counts], plan: SamplingPlan, progress: Progress | None) -> Counts:
    def one_by_one() -> Iterable[Counts]:
        for done, part in enumerate(counts, 1):
            if progress:
                progress(done, plan.chunks)
            yield part

    return reduce(add, one_by_one())


def _in_pool(plan: SamplingPlan, workers: int, progress: Progress | None) -> Counts:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(workers, plan.chunks), get_context("spawn")) as pool:
        return _summed(pool.map(partial(count, plan), range(plan.chunks)), plan, progress)


def _on_cluster(plan: SamplingPlan, scheduler: str, progress: Progress | None) -> Counts:
    needs("scale")
    from distributed import Client

    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        why = str(error).partition("\n")[0] or "–"
        raise UsageError(finding("GO804", address=scheduler, why=why)) from None
    with client:
        sent = client.scatter(plan, broadcast=True)
        futures = [client.submit(count, sent, k, pure=False) for k in range(plan.chunks)]
        results = (future.result() for future in futures)
        return _summed(results, plan, progress)
