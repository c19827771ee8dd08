"""Coordinators: added by an admin or who runs the service, known again by login and session."""

import re

from checkin.domain.audit import About, Act, Done
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.staff import Right, Role, may
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator, NewCoordinator
from checkin.usecases.wake import wake

SHORTEST_PASSWORD = 12  # characters
PIN = re.compile(r"[0-9]{4,8}")
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
REASONS = {  # by the last part of their key in the page's catalog
    "login": "a login is 2 to 64 letters a to z, digits, dots, dashes or underscores",
    "name": "a coordinator needs a name that the others will see",
    "password": f"a password has at least {SHORTEST_PASSWORD} characters",
    "number": "the number must be one that can be texted, as in +12125550142",
    "not_paged": "this role is not paged: leave the number out",
    "taken": "this login is taken; nothing was changed",
}


class NotAdded(ValueError):
    """The coordinator was not added; the message says why, and holds nothing personal."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason])
        self.key = f"not_added.{reason}"


def add_coordinator(
    services: Services,
    login: str,
    name: str,
    password: str,
    number: str | None,
    language: str,
    role: Role = Role.COORDINATOR,
) -> int:
    """Add a coordinator; their id. `number` is where they can be paged, in E.164.

    Raises `NotAdded` when the login is taken, and when something about the others is not right.
    """
    return hire(services, NewCoordinator(login, name, language, number, role), password)


def hire(services: Services, wanted: NewCoordinator, password: str, by: int | None = None) -> int:
    """Add one as `wanted` says; `by` is the admin. Raises as `add_coordinator` does."""
    new = NewCoordinator(
        tidy(wanted.login), wanted.name.strip(), wanted.language, wanted.number, wanted.role
    )
    if not LOGIN.fullmatch(new.login):
        raise NotAdded("login")
    if not new.name:
        raise NotAdded("name")
    if len(password) < SHORTEST_PASSWORD:
        raise NotAdded("password")
    if new.number is not None and not may(new.role, Right.WORK):
        raise NotAdded("not_paged")
    password_hash = services.passwords.hashed(password)
    with services.begin() as work:
        if new.number is not None and not work.coordinators.can_be_paged(new.number):
            raise NotAdded("number")
        added = work.coordinators.add(new, password_hash, services.now())
        if added is None:
            raise NotAdded("taken")
        done = Done(by, Act.STAFF_ADDED, About.COORDINATOR, added)
        work.audit.add(done, services.now())
    return added


def ask_to_confirm(services: Services, coordinator_id: int, number: str) -> None:
    """Ask by text whether this phone is theirs: only one that has said so can be worked with."""
    with services.begin() as work:
        coordinator = work.coordinators.get(coordinator_id)
        line_id = work.conversations.on(number, services.now()).line_id
        values = (("name", coordinator.name if coordinator else ""),)
        now = services.now()
        asked = Outgoing(Kind.STAFF, Subject(line_id), "staff.confirm", now, None, values)
        applied = work.send((asked,), now)
    wake(services, applied)


def set_pin(services: Services, coordinator_id: int, pin: str) -> bool:
    """Keep the PIN with which they work by phone; False unless it is 4 to 8 digits."""
    if not PIN.fullmatch(pin.strip()):
        return False
    with services.begin() as work:
        work.coordinators.keep_pin(coordinator_id, pin.strip())
        done = Done(coordinator_id, Act.PIN_SET, About.COORDINATOR, coordinator_id)
        work.audit.add(done, services.now())
    return True


def log_in(services: Services, login: str, password: str) -> Coordinator | None:
    """Who this is. None, after the same time, for a wrong password and for an unknown login."""
    with services.look() as work:
        found = work.coordinators.with_login(tidy(login))
    coordinator, kept = found or (None, None)
    return coordinator if services.passwords.match(password, kept) else None


def known(
    services: Services, coordinator_id: int, stamp: str, session: str = ""
) -> Coordinator | None:
    """Who a session belongs to.

    None once they are not active, what they may do has changed, or they have logged out of it.
    """
    with services.look() as work:
        coordinator = work.coordinators.get(coordinator_id, session)
    return coordinator if coordinator and coordinator.stamp == stamp else None


def tidy(login: str) -> str:
    """A login as it is kept, however it was typed."""
    return login.strip().casefold()
