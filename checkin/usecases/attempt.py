"""Try a unit of work again when someone else changed what it saw."""

from collections.abc import Callable
from typing import TypeVar

from checkin.usecases.ports import Conflict

Result = TypeVar("Result")
TRIES = 4


def again_on_conflict(work: Callable[[], Result]) -> Result:
    """The result of `work`, begun afresh after a `Conflict`, a few times.

    Raises the last `Conflict` when none of the tries went through.
    """
    for _ in range(TRIES - 1):
        try:
            return work()
        except Conflict:
            continue
    return work()
