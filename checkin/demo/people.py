"""Who lives in the demo: a small made-up organisation whose numbers belong to nobody."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from checkin.demo.pairs import pair
from checkin.domain.decision import Decision
from checkin.domain.invitation import confirmed, invite
from checkin.domain.member import Cadence, Channel, Member, Rhythm, Window
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import Enrolment
from checkin.usecases.staff import add_coordinator

TIME_ZONE = "America/New_York"
SERVICE = "+12125550142"
LOGIN = "cleo"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo, with a phone."""

    name: str
    number: str
    channel: Channel = Channel.TEXT
    cadence: Cadence = Cadence.DAILY
    at: time = time(10)
    confirmed: bool = True
    tomorrow: bool = False  # asked from tomorrow on
    language: str = "en"


ANA = Person("Ana", "+12125550101")
BEN = Person("Ben", "+12125550102", Channel.CALL, Cadence.WEEKLY, time(17), tomorrow=True)
CLEO = Person("Cleo", "+12125550103")
JUANA = Person(
    "Juana", "+12125550106", Channel.CALL, Cadence.WEEKLY, time(18), tomorrow=True, language="es"
)
GITA = Person("Gita", "+12125550107", cadence=Cadence.WEEKLY, at=time(19), tomorrow=True)
HARI = Person("Hari", GITA.number, cadence=Cadence.WEEKLY, at=time(19), tomorrow=True)
PHONES = {  # each phone on the page, and what is written on it
    **{person.number: person.name for person in (ANA, BEN, CLEO, JUANA)},
    GITA.number: f"{GITA.name} and {HARI.name}",
}
OTHERS = (
    JUANA,
    GITA,
    HARI,
    Person("Esi", "+12125550104", cadence=Cadence.WEEKLY, at=time(18), tomorrow=True),
    Person("Fela", "+12125550105", cadence=Cadence.FORTNIGHTLY, confirmed=False),
)


def settle_in(services: Services, password: str) -> None:
    """Enrol everybody, pair Ana with Juana, and give Cleo a login with `password`."""
    now = services.now()
    enrolled = {person: enrol(services, person, now) for person in (ANA, BEN, *OTHERS)}
    pair(services, (enrolled[ANA], enrolled[JUANA]), now)
    add_coordinator(services, LOGIN, CLEO.name, password, CLEO.number, "en")


def enrol(services: Services, person: Person, now: datetime) -> Member:
    """Enrol one person, or invite one who has not said yes yet."""
    weekday = None
    if person.tomorrow:
        weekday = (now.astimezone(ZoneInfo(TIME_ZONE)) + timedelta(days=1)).weekday()
    enrolment = Enrolment(
        number=person.number,
        name=person.name,
        language=person.language,
        time_zone=TIME_ZONE,
        channel=person.channel,
        rhythm=Rhythm(person.cadence, person.at, weekday),
        window=Window(),
        invited_until=now + services.policy.invitation,
    )
    with services.begin() as work:
        member = work.people.enrol(enrolment, now)
        decision = Decision(send=(invite(member, now, services.policy),))
        if person.confirmed:
            decision = confirmed(member, "demo", now)
        work.apply(decision, now, services.policy)
    return member
