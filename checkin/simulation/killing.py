"""A process is killed between two effects: what it has not committed is gone, the rest stays.

A commit, a hand-over to the carrier and a wake-up are effects. Whoever runs a part of the service
says how many of them it lives through; whatever comes after that is never done.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from checkin.usecases.ports import UnitOfWork

Begin = Callable[[], AbstractContextManager[UnitOfWork]]


class Killed(BaseException):
    """The process is gone. No code of the service may catch this, as it could catch no kill."""


class Lives:
    """The processes that run now, each inside the one that waits for it; how long each lives."""

    def __init__(self) -> None:
        self._left: list[int | None] = []

    @contextmanager
    def of_a_process(self, effects: int | None) -> Iterator[None]:
        """For as long as the block lasts a process runs that is killed after so many effects."""
        self._left.append(effects)
        try:
            yield
        finally:
            self._left.pop()

    def effect(self) -> None:
        """An effect is just about to be, or has just been. Raises `Killed` when it is time."""
        if not self._left or self._left[-1] is None:
            return
        if self._left[-1] <= 0:
            raise Killed
        self._left[-1] -= 1

    def mortal(self, begin: Begin) -> Begin:
        """Transactions whose process may die just before they commit, or just after."""

        @contextmanager
        def begun() -> Iterator[UnitOfWork]:
            with begin() as work:
                yield work
                self.effect()
            self.effect()

        return begun
