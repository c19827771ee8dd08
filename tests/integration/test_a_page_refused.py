"""A page that the carrier will not take is followed by the next rung at once, and only once."""

from datetime import timedelta

from checkin.adapters.sql.rows import ESCALATION, OUTBOX
from checkin.domain.carrier import Fate
from checkin.domain.decision import Decision
from checkin.domain.escalation import EscalationKind, Raised
from checkin.usecases import delivery
from checkin.usecases.ports import NotHanded, Services
from checkin.usecases.staff import add_coordinator
from tests.integration import crowd
from tests.integration.site import Site, passing

STAFF = crowd.number(9000)


def refuses(_number: str) -> None:
    """The carrier takes nothing."""
    raise NotHanded(Fate.REFUSED, 21211)


def in_danger(site: Site) -> Services:
    """A member is in danger, and one coordinator can be paged."""
    services = site.process()
    add_coordinator(services, "cleo", "Cleo", "a long password", STAFF, "en")
    member, *_ = crowd.enrol(services, 1)
    with services.begin() as work:
        raised = Decision((Raised(EscalationKind.DANGER, member.id),))
        work.apply(raised, site.moment, services.policy)
    return services


def passes(site: Site, services: Services) -> None:
    """The clock comes through, and a worker does what it queued."""
    passing(services)()
    delivery.deliver(services, site.queued())


def paged(site: Site) -> list[str]:
    """What has been tried, oldest first."""
    return [kind.value for (kind,) in site.rows(OUTBOX.kind)]


def test_the_next_rung_is_told_with_the_next_pass(site: Site) -> None:
    services = in_danger(site)
    site.carrier.before = refuses

    passes(site, services)

    assert site.rows(ESCALATION.act_after, ESCALATION.rung) == [(site.moment, 1)]
    site.carrier.before = lambda number: None
    passes(site, services)
    assert paged(site) == ["page", "page_call"]
    assert site.rows(ESCALATION.act_after, ESCALATION.rung) == [
        (site.moment + timedelta(minutes=5), 2)
    ]


def test_a_carrier_that_takes_nothing_at_all_ends_in_a_wait(site: Site) -> None:
    services = in_danger(site)
    site.carrier.before = refuses

    for _ in range(9):
        passes(site, services)

    assert paged(site) == ["page", "page_call", "page"]  # one call in three minutes
    assert site.rows(ESCALATION.act_after) == [(site.moment + timedelta(minutes=10),)]
