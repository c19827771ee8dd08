"""Several coordinators at the same second: one has it, the others are told who, codes are own."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from checkin.adapters.sql.rows import (
    COORDINATOR,
    DESK_CODE,
    ESCALATION,
    ESCALATION_EVENT,
    OUTBOX,
)
from checkin.domain.decision import Decision, DutyChanged
from checkin.domain.escalation import (
    EscalationKind,
    EscalationState,
    Outcome,
    Raised,
    Refused,
)
from checkin.domain.outgoing import Kind
from checkin.domain.staff import Role
from checkin.usecases import acting, inbound_text
from checkin.usecases.attempt import again_on_conflict
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator
from checkin.usecases.staff import add_coordinator
from tests.integration import crowd
from tests.integration.site import Site, at_once, text

TAKERS = 6
NAMES = [f"Taker{place}" for place in range(TAKERS)]


@pytest.fixture
def manned(site: Site) -> Site:
    """Six coordinators whose phones are theirs."""
    services = site.process()
    for place, name in enumerate(NAMES):
        added = add_coordinator(
            services, name.lower(), name, "a long password", staff_number(place), "en"
        )
        with services.begin() as work:
            said = Decision((DutyChanged(added, confirmed=True),))
            work.apply(said, site.moment, services.policy)
    return site


def staff_number(place: int) -> str:
    """The number of the coordinator in this place."""
    return crowd.number(9000 + place)


def raises(services: Services, member_id: int) -> None:
    """A member is not OK."""

    def once() -> None:
        with services.begin() as work:
            raised = Decision((Raised(EscalationKind.NOT_OK, member_id),))
            work.apply(raised, services.now(), services.policy)

    again_on_conflict(once)


def by_text(services: Services, place: int, nth: int) -> tuple[str, str]:
    """What this coordinator hears to "1t"."""
    answer = inbound_text.receive(services, text(staff_number(place), "1t", nth))
    return NAMES[place], answer.body


def coordinator(place: int) -> Coordinator:
    """Who they are on the page."""
    name = NAMES[place]
    return Coordinator(
        place + 1, name.lower(), name, "en", Role.COORDINATOR, "", second_factor=False
    )


def by_page(services: Services, place: int, escalation_id: int) -> tuple[str, str]:
    """What this coordinator sees on the page when they take it there."""
    try:
        acting.take(services, escalation_id, coordinator(place))
    except Refused as refused:
        return NAMES[place], refused.key
    return NAMES[place], "is yours"


@pytest.mark.parametrize("texters", [TAKERS, TAKERS // 2, 0])
def test_of_many_who_take_it_in_the_same_second_one_has_it(manned: Site, texters: int) -> None:
    processes = [manned.process() for _ in NAMES]
    member, *_ = crowd.enrol(processes[0], 1)
    for nth in range(3):
        raises(processes[0], member.id)
        (escalation_id,) = manned.rows(ESCALATION.id)[-1]

        told = dict(
            at_once(
                *(
                    partial(by_text, processes[place], place, nth)
                    if place < texters
                    else partial(by_page, processes[place], place, escalation_id)
                    for place in range(TAKERS)
                )
            )
        )

        ((owner,),) = manned.rows(ESCALATION.taken_by, id=escalation_id)
        taken = manned.rows(
            ESCALATION_EVENT.coordinator_id, escalation_id=escalation_id, what="taken"
        )
        assert taken == [(owner,)]
        first = NAMES[owner - 1]
        assert [name for name, said in told.items() if "is yours" in said] == [first]
        for place, name in enumerate(NAMES):
            if name != first and place < texters:
                assert told[name].startswith(f"{first} took 1 at 03:00")
            elif name != first:
                assert told[name] == "refused.already_taken"
        resolve(manned, processes[0], escalation_id, owner)


def resolve(site: Site, services: Services, escalation_id: int, owner: int) -> None:
    """It is done; two days later its code means nothing any more."""
    acting.resolve(services, escalation_id, coordinator(owner - 1), "Called.", Outcome.SPOKE)
    site.moment += timedelta(days=2)


def test_codes_given_at_once_are_never_the_same_for_one_coordinator(manned: Site) -> None:
    processes = [manned.process() for _ in range(6)]
    members = crowd.enrol(processes[0], 36)

    def some(services: Services, first: int) -> None:
        for member in members[first::6]:
            raises(services, member.id)

    at_once(*(partial(some, services, first) for first, services in enumerate(processes)))

    codes = manned.rows(DESK_CODE.coordinator_id, DESK_CODE.code)
    assert len(codes) == len(set(codes)) > 0
    assert len(manned.rows(ESCALATION.id, state=EscalationState.OPEN)) == len(members)
    pages = Counter(manned.rows(OUTBOX.line_id, kind=Kind.PAGE))
    assert set(pages.values()) == {processes[0].policy.pages_at_once + 1}


def test_one_escalation_gets_one_code_from_all_who_ask_for_it_at_once(manned: Site) -> None:
    processes = [manned.process() for _ in range(6)]
    member, *_ = crowd.enrol(processes[0], 1)
    raises(processes[0], member.id)
    (escalation_id,) = manned.rows(ESCALATION.id)[-1]
    late = add_coordinator(processes[0], "late", "Late", "a long password", None, "en")

    def asks(services: Services) -> int:
        def once() -> int:
            with services.begin() as work:
                return work.duty.code(late, escalation_id, services.now())

        return again_on_conflict(once)

    works: list[Callable[[], int]] = [partial(asks, services) for services in processes]

    assert set(at_once(*works)) == {1}
    assert manned.rows(DESK_CODE.code, coordinator_id=late) == [(1,)]
    assert len(manned.rows(COORDINATOR.id)) == TAKERS + 1
