"""Setting up a second factor: a secret is offered, a code of it confirms it, and codes follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.domain.audit import About, Act, Done
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.staff import Coordinator


@dataclass(frozen=True, slots=True)
class Enrolled:
    """It is set up: who they are from now on, and their recovery codes, told this once."""

    coordinator: Coordinator
    codes: Sequence[str]


def offered(services: Services, coordinator: Coordinator) -> str | None:
    """The secret to put into an app; the same until it is confirmed. None if one is set up."""

    def work() -> str | None:
        with services.begin() as work:
            factor = work.door.factor(coordinator.id)
            if factor is not None:
                return None if factor.confirmed else factor.secret
            secret = services.second_factors.new_secret()
            work.door.offer(coordinator.id, secret)
            return secret

    return again_on_conflict(work)


def confirm(services: Services, coordinator: Coordinator, typed: str) -> Enrolled | None:
    """Set it up if the code is right; None if it is not. All other sessions end."""

    def work() -> Enrolled | None:
        with services.begin() as work:
            factor = work.door.factor(coordinator.id)
            if factor is None or factor.confirmed:
                return None
            step = services.second_factors.step(factor.secret, typed)
            if step is None:
                return None
            work.door.confirm(coordinator.id, step, services.now())
            codes = services.second_factors.new_codes()
            work.door.keep_codes(coordinator.id, codes)
            work.audit.add(_own(coordinator, Act.SECOND_FACTOR_SET_UP), services.now())
            return Enrolled(_as_they_are(work, coordinator), codes)

    return again_on_conflict(work)


def begin_anew(services: Services, coordinator: Coordinator) -> Coordinator:
    """Remove what is set up, to set it up on another phone; who they are from now on."""

    def work() -> Coordinator:
        with services.begin() as work:
            if coordinator.second_factor:
                work.door.remove_factor(coordinator.id)
                work.audit.add(_own(coordinator, Act.SECOND_FACTOR_REMOVED), services.now())
            return _as_they_are(work, coordinator)

    return again_on_conflict(work)


def new_codes(services: Services, coordinator: Coordinator) -> Sequence[str]:
    """Ten new recovery codes; the ones before open nothing any more."""
    codes = services.second_factors.new_codes()

    def work() -> None:
        with services.begin() as work:
            work.door.keep_codes(coordinator.id, codes)
            work.audit.add(_own(coordinator, Act.RECOVERY_CODES_MADE), services.now())

    again_on_conflict(work)
    return codes


def codes_left(services: Services, coordinator: Coordinator) -> int:
    """How many of their recovery codes were not used."""
    with services.look() as work:
        return work.door.codes_left(coordinator.id)


def _own(coordinator: Coordinator, act: Act) -> Done:
    return Done(coordinator.id, act, About.COORDINATOR, coordinator.id)


def _as_they_are(work: UnitOfWork, coordinator: Coordinator) -> Coordinator:
    found = work.coordinators.get(coordinator.id)
    if found is None:
        raise NotThere
    return found
