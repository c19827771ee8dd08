"""As much of `Services` as a flow needs that only reads and writes people's data."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from checkin.domain.policy import Policy
from checkin.usecases.ports.unit_of_work import UnitOfWork


class Store(Protocol):
    """The database and the clock. `Services` is one."""

    @property
    def begin(self) -> Callable[[], AbstractContextManager[UnitOfWork]]:
        """A transaction."""

    @property
    def look(self) -> Callable[[], AbstractContextManager[UnitOfWork]]:
        """One that reads only, and takes no write lock."""

    @property
    def policy(self) -> Policy:
        """What the organisation has decided."""

    @property
    def now(self) -> Callable[[], datetime]:
        """The clock."""
