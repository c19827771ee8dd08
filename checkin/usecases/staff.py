"""Coordinators: added by who runs the service, and known again by login and session."""

import re

from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator, NewCoordinator
from checkin.usecases.wake import wake

SHORTEST_PASSWORD = 12  # characters
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


class NotAdded(ValueError):
    """The coordinator was not added; the message says why, and holds nothing personal."""


def add_coordinator(
    services: Services, login: str, name: str, password: str, number: str | None, language: str
) -> int:
    """Add a coordinator; their id. `number` is where they can be paged, in E.164.

    Raises `NotAdded` when the login is taken, and when something about the others is not right.
    """
    login = tidy(login)
    if not LOGIN.fullmatch(login):
        raise NotAdded("a login is 2 to 64 letters a to z, digits, dots, dashes or underscores")
    if not name.strip():
        raise NotAdded("a coordinator needs a name that the others will see")
    if len(password) < SHORTEST_PASSWORD:
        raise NotAdded(f"a password has at least {SHORTEST_PASSWORD} characters")
    password_hash = services.passwords.hashed(password)
    with services.begin() as work:
        if number is not None and not work.coordinators.can_be_paged(number):
            raise NotAdded("the number must be one that can be texted, as in +12125550142")
        new = NewCoordinator(login, name.strip(), language, number)
        added = work.coordinators.add(new, password_hash, services.now())
    if added is None:
        raise NotAdded("this login is taken; nothing was changed")
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


def log_in(services: Services, login: str, password: str) -> Coordinator | None:
    """Who this is. None, after the same time, for a wrong password and for an unknown login."""
    with services.look() as work:
        found = work.coordinators.with_login(tidy(login))
    coordinator, kept = found or (None, None)
    return coordinator if services.passwords.match(password, kept) else None


def known(services: Services, coordinator_id: int, stamp: str) -> Coordinator | None:
    """Who a session belongs to. None once they are not active or have another password."""
    with services.look() as work:
        coordinator = work.coordinators.get(coordinator_id)
    return coordinator if coordinator and coordinator.stamp == stamp else None


def tidy(login: str) -> str:
    """A login as it is kept, however it was typed."""
    return login.strip().casefold()
