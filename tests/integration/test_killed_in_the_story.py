"""The story under trouble, with the real processes: a worker killed in mid-batch, Redis gone.

Nothing is lost and nothing is repeated: every phone is asked once, whatever happens to us.
"""

import time
from collections.abc import Iterator
from datetime import time as time_of_day
from pathlib import Path

import pytest
from rich.console import Console

from checkin import bootstrap
from checkin.demo import people
from checkin.demo.people import Person
from checkin.demo.play.page import Page
from checkin.demo.play.play import ana_answers, ana_falls_silent, cleo_takes_it_up
from checkin.demo.play.theatre import Theatre
from checkin.demo.play.transcript import Transcript, until
from checkin.demo.ports import Ports
from checkin.demo.stage import stage
from checkin.domain.member import Cadence
from checkin.simulator.control.views import TextView

CROWD = [
    Person(f"Member {n}", f"+121255502{n:02}", cadence=Cadence.WEEKLY, at=time_of_day(10))
    for n in range(40)
]
AWAY = 60.0  # seconds that Redis is stopped
SLOW = 0.1  # seconds that the carrier takes for each text


@pytest.fixture
def theatre(tmp_path: Path) -> Iterator[Theatre]:
    """The running service with forty more members, all asked at the same minute as Ana."""
    ports = Ports(web=18000, phones=18100, queue=16390)
    with stage(tmp_path / "stage", lambda _: None, hurried=True, wanted=ports) as ready:
        services = bootstrap.services(ready.settings)
        for person in CROWD:
            people.enrol(services, person, services.now())
        services.close()
        yield Theatre(ready, lambda now: Transcript(Console(), now, people.TIME_ZONE))


def asked(theatre: Theatre) -> dict[str, list[TextView]]:
    """What came to each phone of the crowd."""
    return {
        person.number: [
            text
            for text in theatre.carrier.handset(person.number).texts()
            if text["direction"] == "in"
        ]
        for person in CROWD
    }


def arrived(theatre: Theatre) -> int:
    """How many texts came to the crowd in all."""
    return sum(map(len, asked(theatre).values()))


@pytest.mark.timeout(420)
def test_a_killed_worker_and_a_minute_without_redis_lose_and_repeat_nothing(
    theatre: Theatre,
) -> None:
    kill_the_worker_in_mid_batch(theatre)
    theatre.goes_on_until(lambda: arrived(theatre) == len(CROWD), "a question to everybody")
    ana_answers(theatre)
    for person in CROWD:
        theatre.carrier.handset(person.number).text("1")

    stop_redis_for_a_minute(theatre)
    ana_falls_silent(theatre)
    cleo_takes_it_up(theatre)
    theatre.quiet()

    for texts in asked(theatre).values():
        assert sum("Reply 1" in text["body"] for text in texts) == 1
    assert not theatre.ana.unread()
    assert not theatre.cleo.unread()
    assert not theatre.carrier.failures()


def kill_the_worker_in_mid_batch(theatre: Theatre) -> None:
    """Kill it while the carrier has some of a batch and not the rest."""
    theatre.carrier.set_faults(create="time-out", hold_seconds=SLOW)
    theatre.quiet()
    theatre.carrier.jump("next")
    until(lambda: arrived(theatre) >= 5 or None, "the batch has begun")
    theatre.stage.processes.kill("worker")
    assert arrived(theatre) < len(CROWD)
    theatre.carrier.set_faults()
    theatre.carrier.jump("hour")


def stop_redis_for_a_minute(theatre: Theatre) -> None:
    """Stop it before Ana's next question is due. A page leaves all the same."""
    theatre.quiet()
    theatre.stage.processes.hold("queue")
    back = time.monotonic() + AWAY
    theatre.carrier.jump("next")
    theatre.carrier.handset(CROWD[0].number).text("2")
    theatre.cleo.expects("is not OK")
    resolve_first(theatre)
    until(lambda: time.monotonic() > back or None, "a minute is over", patience=AWAY + 5)
    assert len(theatre.ana.unread()) <= 1
    theatre.stage.processes.let_go("queue")


def resolve_first(theatre: Theatre) -> None:
    """Take and resolve the one escalation on the list."""
    page = Page(theatre.stage.web, theatre.transcript)
    page.log_in(people.LOGIN, theatre.stage.password)
    address = until(page.reads_list, "an escalation on the list")
    page.opens(address, "Not OK")
    page.takes(address)
    page.resolves(address, "Called back at once.")
