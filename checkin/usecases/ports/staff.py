"""Coordinators and their logins, as the use cases see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.staff import Role


@dataclass(frozen=True, slots=True)
class Coordinator:
    """One of the staff. `stamp` changes with password and role, so that older sessions end."""

    id: int
    login: str
    name: str
    language: str
    role: Role
    stamp: str
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """One of the staff who may hold an escalation, as the others see them."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NewCoordinator:
    """One to be added; `number` is where they can be paged, if anywhere."""

    login: str
    name: str
    language: str
    number: str | None
    role: Role = Role.COORDINATOR


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the staff as an admin sees them, who cannot see their password or their phone."""

    id: int
    login: str
    name: str
    role: Role
    active: bool
    paged: bool
    second_factor: bool
    last_login_at: datetime | None


class Coordinators(Protocol):
    """The staff."""

    def add(self, new: NewCoordinator, password_hash: str, now: datetime) -> int | None:
        """Store a new coordinator; None, and nothing stored, if the login is taken."""

    def can_be_paged(self, number: str) -> bool:
        """Whether a text to `number` can be tried."""

    def with_login(self, login: str) -> tuple[Coordinator, str] | None:
        """The active coordinator with this login, and the hash of their password."""

    def keep_password(self, coordinator_id: int, password_hash: str) -> bool:
        """Keep another password, and end their sessions; False if nobody active has this id."""

    def forget_wrong_pins(self, coordinator_id: int) -> None:
        """They may try their PIN again."""

    def keep_pin(self, coordinator_id: int, pin: str) -> None:
        """Keep what a PIN of theirs is known again by; wrong tries are forgotten."""

    def holders(self) -> Sequence[Holder]:
        """Those who may hold an escalation, in the order they came."""

    def get(self, coordinator_id: int, session: str = "") -> Coordinator | None:
        """The active coordinator with this id; None if they have logged out of `session`."""

    def all(self) -> Sequence[Colleague]:
        """Everybody who has or had a login: the active ones first, then by login."""

    def colleague(self, coordinator_id: int) -> Colleague | None:
        """One of them, active or not."""

    def give_role(self, coordinator_id: int, role: Role) -> bool:
        """Change what one of them may do, and end their sessions; False if none is active.

        Who may not work escalations is not paged any more.
        """

    def deactivate(self, coordinator_id: int) -> bool:
        """End a login, its sessions and its pages; False if it had ended already."""


class Passwords(Protocol):
    """Keeps passwords so that nobody can read them."""

    def hashed(self, password: str) -> str:
        """What is kept in place of `password`."""

    def match(self, password: str, kept: str | None) -> bool:
        """Whether `kept` was made of `password`; None takes the same time and is False."""
