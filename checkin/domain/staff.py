"""Who may do what on the coordinators' page: one table, and nothing beside it (R85)."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What one of the staff is there for. Buddies have none: they never log in."""

    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Right(StrEnum):
    """What a page, or a button on it, asks of whoever uses it."""

    LOGIN = "login"  # what everybody with a login may do about their own
    WORK = "work"  # see who waits, read, hear, take, resolve
    SHIFTS = "shifts"
    REPORTS = "reports"
    AUDIT = "audit"
    STAFF = "staff"


_COORDINATOR = frozenset({Right.LOGIN, Right.WORK})
_SUPERVISOR = _COORDINATOR | {Right.SHIFTS, Right.REPORTS}
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.COORDINATOR: _COORDINATOR,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.AUDITOR: frozenset({Right.LOGIN, Right.AUDIT}),  # never a body, a name or a number
    Role.ADMIN: _SUPERVISOR | {Right.AUDIT, Right.STAFF},
}
NEEDS_SECOND_FACTOR = frozenset({Role.ADMIN})


def may(role: Role, right: Right) -> bool:
    """Whether somebody of this role may do what asks for `right`."""
    return right in RIGHTS[role]


def may_manage(admin_id: int, coordinator_id: int) -> bool:
    """Whether an admin may change this login: never their own, so that one always remains."""
    return admin_id != coordinator_id
