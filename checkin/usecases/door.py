"""Logging in: a password, then a second factor where there is one, and never without a limit.

A try is counted before it is looked at, and taken back when it was right: so many at once get no
more tries than one after the other.
"""

from datetime import timedelta

from checkin.domain.audit import About, Act, Done
from checkin.domain.staff import NEEDS_SECOND_FACTOR
from checkin.domain.tries import Tries, one_more, wait
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.door import LastLogin
from checkin.usecases.ports.staff import Coordinator
from checkin.usecases.staff import log_in, tidy


class Held(Exception):
    """There were too many wrong tries at this login; the next one may be made after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


def knock(services: Services, login: str, password: str) -> Coordinator | None:
    """Who this is by their password. None for a wrong one and for an unknown login, alike.

    Raises `Held`, for logins that nobody has, too.
    """
    before = _count(services, login)
    coordinator = log_in(services, login, password)
    if coordinator is None:
        _wrong(services, login)
    elif coordinator.second_factor:
        _take_back(services, login, before)
    return coordinator


def prove(services: Services, coordinator: Coordinator, password: str) -> bool:
    """Whether whoever is logged in has typed their own password again. Raises `Held`."""
    _count(services, coordinator.login)
    if log_in(services, coordinator.login, password) is None:
        _wrong(services, coordinator.login)
        return False
    with services.begin() as work:
        work.door.forget_tries(coordinator.login)
    return True


def must_enrol(coordinator: Coordinator) -> bool:
    """Whether they may not go on before they have set up a second factor."""
    return coordinator.role in NEEDS_SECOND_FACTOR and not coordinator.second_factor


def enter(services: Services, coordinator: Coordinator) -> LastLogin:
    """They are in; when they were in before, and how often somebody else has tried."""

    def work() -> LastLogin:
        with services.begin() as work:
            return _entered(services, work, coordinator)

    return again_on_conflict(work)


def answer(services: Services, coordinator: Coordinator, typed: str) -> LastLogin | None:
    """The second step: a code of their app or a recovery code. None if it is wrong or was used.

    Raises `Held`.
    """
    _count(services, coordinator.login)

    def work() -> LastLogin | None:
        with services.begin() as work:
            if not _right(services, work, coordinator.id, typed):
                return None
            return _entered(services, work, coordinator)

    last = again_on_conflict(work)
    if last is None:
        _wrong(services, coordinator.login)
    return last


def leave(services: Services, coordinator: Coordinator, session: str, lasts: timedelta) -> None:
    """They log out of this session, which would have lasted so long at most.

    A cookie of it that somebody has copied opens nothing any more.
    """

    def work() -> None:
        now = services.wall()
        with services.begin() as work:
            if session:
                work.door.end_session(session, now, now + lasts)
            work.audit.add(_own(coordinator.id, Act.LOGOUT), services.now())

    again_on_conflict(work)


def leave_everywhere(services: Services, coordinator: Coordinator) -> None:
    """They log out wherever they are logged in."""

    def work() -> None:
        with services.begin() as work:
            work.door.end_sessions(coordinator.id)
            work.audit.add(_own(coordinator.id, Act.LOGOUT_EVERYWHERE), services.now())

    again_on_conflict(work)


def _right(services: Services, work: UnitOfWork, coordinator_id: int, typed: str) -> bool:
    """Whether the code is right and has not been taken before."""
    factor = work.door.factor(coordinator_id)
    if factor is None or not factor.confirmed:
        return False
    step = services.second_factors.step(factor.secret, typed)
    if step is not None:
        return work.door.took_code(coordinator_id, step)
    took = work.door.took_recovery(coordinator_id, typed, services.now())
    if took:
        work.audit.add(_own(coordinator_id, Act.RECOVERY_CODE_USED), services.now())
    return took


def _entered(services: Services, work: UnitOfWork, coordinator: Coordinator) -> LastLogin:
    work.door.forget_tries(tidy(coordinator.login))
    last = work.door.entered(coordinator.id, services.now())
    work.audit.add(_own(coordinator.id, Act.LOGIN), services.now())
    return last


def _own(coordinator_id: int, act: Act) -> Done:
    """What somebody does about their own login."""
    return Done(coordinator_id, act, About.COORDINATOR, coordinator_id)


def _count(services: Services, login: str) -> Tries | None:
    """Count the try that is being made; those before it. Raises `Held` when they were too many."""

    def work() -> Tries | None:
        now = services.now()
        with services.begin() as work:
            before = work.door.tries(tidy(login))
            if left := wait(before, now):
                raise Held(left)
            work.door.keep_tries(tidy(login), one_more(before, now))
            return before

    return again_on_conflict(work)


def _take_back(services: Services, login: str, before: Tries | None) -> None:
    """The password was right: only the code that follows counts."""

    def work() -> None:
        with services.begin() as work:
            tries = work.door.tries(tidy(login))
            if tries is None:
                return
            if before is None:
                work.door.forget_tries(tidy(login))
            else:
                work.door.keep_tries(tidy(login), tries.without_the_last(before))

    again_on_conflict(work)


def _wrong(services: Services, login: str) -> None:
    def work() -> None:
        with services.begin() as work:
            found = work.coordinators.with_login(tidy(login))
            its_id = found[0].id if found else None
            if its_id is not None:
                work.door.wrong_try(its_id)
            failed = Done(None, Act.LOGIN_FAILED, About.COORDINATOR, its_id)
            work.audit.add(failed, services.now())

    again_on_conflict(work)
