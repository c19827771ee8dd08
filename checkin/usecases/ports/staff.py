"""Coordinators and their logins, as the use cases see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Coordinator:
    """One of the staff. `stamp` changes with the password, so that older sessions end."""

    id: int
    name: str
    language: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the staff as the others see them."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewCoordinator:
    """One to be added; `number` is where they can be paged, if anywhere."""

    login: str
    name: str
    language: str
    number: str | None


class Coordinators(Protocol):
    """The staff."""

    def add(self, new: NewCoordinator, password_hash: str, now: datetime) -> int | None:
        """Store a new coordinator; None, and nothing stored, if the login is taken."""

    def can_be_paged(self, number: str) -> bool:
        """Whether a text to `number` can be tried."""

    def with_login(self, login: str) -> tuple[Coordinator, str] | None:
        """The active coordinator with this login, and the hash of their password."""

    def everybody(self) -> Sequence[Colleague]:
        """The active coordinators, in the order they came."""

    def get(self, coordinator_id: int) -> Coordinator | None:
        """The active coordinator with this id."""


class Passwords(Protocol):
    """Keeps passwords so that nobody can read them."""

    def hashed(self, password: str) -> str:
        """What is kept in place of `password`."""

    def match(self, password: str, kept: str | None) -> bool:
        """Whether `kept` was made of `password`; None takes the same time and is False."""
