"""Small files written behind the screen: on one thread, in the order in which they were asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Behind:
    """One thread for all small writes of a program, so that a newer one is never overtaken by an older."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._over = False

    def do(self, deed: Callable[[], T]) -> Future[T]:
        """Have `deed` done after all that was asked for before; its answer or error is in the future."""
        if self._over:
            return self._at_once(deed)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, "behind")
        return self._pool.submit(deed)

    @staticmethod
    def _at_once(deed: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(deed())
        except Exception as error:
            future.set_exception(error)
        return future

    async def done(self, deed: Callable[[], T]) -> T:
        """Have `deed` done and wait for its answer; whoever stops waiting does not stop the deed."""
        return await asyncio.shield(asyncio.wrap_future(self.do(deed)))

    async def idle(self) -> None:
        """Wait until all that was asked for is done."""
        await self.done(lambda: None)

    def finish(self) -> None:
        """Wait for all that was asked for; what is asked for after it is done at once."""
        self._over = True
        if self._pool is not None:
            self._pool.shutdown(wait=True)
