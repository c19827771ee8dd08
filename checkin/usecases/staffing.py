"""An admin looks after the logins of the others: never their own, and with their password again."""

from collections.abc import Callable, Sequence

from checkin.domain.audit import About, Act, Done
from checkin.domain.staff import Role, may_manage
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NOBODY, NotThere
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.staff import Colleague, Passwords
from checkin.usecases.ports.store import Store
from checkin.usecases.staff import SHORTEST_PASSWORD, NotAdded, tidy


class NotDone(Exception):
    """It was not done; `key` says why, in the page's catalog."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def everybody(services: Services) -> Sequence[Colleague]:
    """Who has or had a login."""
    with services.look() as work:
        return work.coordinators.all()


def one(services: Services, coordinator_id: int) -> Colleague:
    """One of them. Raises `NotThere`."""
    with services.look() as work:
        found = work.coordinators.colleague(coordinator_id)
    if found is None:
        raise NotThere
    return found


def give_role(services: Services, by: int, coordinator_id: int, role: Role) -> None:
    """Change what one of the others may do; they must log in again. Raises `NotDone`."""
    done = Done(by, Act.ROLE_GIVEN, About.COORDINATOR, coordinator_id)
    _change(services, done, lambda work, its_id: work.coordinators.give_role(its_id, role))


def deactivate(services: Services, by: int, coordinator_id: int) -> None:
    """End the login of one of the others, and the pages to their phone. Raises `NotDone`."""
    done = Done(by, Act.STAFF_ENDED, About.COORDINATOR, coordinator_id)
    _change(services, done, lambda work, its_id: work.coordinators.deactivate(its_id))


def reset_second_factor(services: Services, by: int, coordinator_id: int) -> None:
    """They have lost it: their password alone lets them in again, or sets up a new one.

    Raises `NotDone`.
    """
    done = Done(by, Act.SECOND_FACTOR_REMOVED, About.COORDINATOR, coordinator_id)
    _change(services, done, lambda work, its_id: work.door.remove_factor(its_id))


def lost_second_factor(store: Store, login: str) -> bool:
    """The operator does the same, by login; False if nobody who is active has it."""

    def change(work: UnitOfWork, coordinator_id: int) -> bool:
        return work.door.remove_factor(coordinator_id)

    return _by_operator(store, login, Act.SECOND_FACTOR_REMOVED, change)


def set_password(store: Store, passwords: Passwords, login: str, password: str) -> bool:
    """The operator sets another password: it ends their sessions, and they may try at once.

    False if nobody who is active has this login. Raises `NotAdded` for one that is too short.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise NotAdded("password")
    kept = passwords.hashed(password)

    def change(work: UnitOfWork, coordinator_id: int) -> bool:
        work.door.forget_tries(tidy(login))
        return work.coordinators.keep_password(coordinator_id, kept)

    return _by_operator(store, login, Act.PASSWORD_SET, change)


def unlock(store: Store, login: str) -> bool:
    """The operator lets somebody try again at once: their password, and their PIN by phone.

    False if nobody who is active has this login.
    """

    def change(work: UnitOfWork, coordinator_id: int) -> bool:
        work.door.forget_tries(tidy(login))
        work.coordinators.forget_wrong_pins(coordinator_id)
        return True

    return _by_operator(store, login, Act.UNLOCKED, change)


def _by_operator(
    store: Store, login: str, act: Act, change: Callable[[UnitOfWork, int], bool]
) -> bool:
    """Change the login of somebody active, and write it down as done without a login."""

    def work() -> bool:
        with store.begin() as work:
            found = work.coordinators.with_login(tidy(login))
            if found is None or not change(work, found[0].id):
                return False
            work.audit.add(Done(None, act, About.COORDINATOR, found[0].id), store.now())
            return True

    return again_on_conflict(work)


def _change(services: Services, done: Done, change: Callable[[UnitOfWork, int], bool]) -> None:
    """Change the login that `done` is about, and write it down with who did it."""
    by, coordinator_id = done.by or NOBODY, done.about_id or NOBODY
    if not may_manage(by, coordinator_id):
        raise NotDone("refused.own_login")

    def work() -> None:
        with services.begin() as work:
            if not change(work, coordinator_id):
                raise NotThere
            work.audit.add(done, services.now())

    again_on_conflict(work)
