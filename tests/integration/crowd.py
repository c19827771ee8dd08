"""Many members at once, who have all said yes."""

from collections.abc import Sequence
from datetime import time, timedelta

import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.domain.invitation import confirmed
from checkin.domain.member import Cadence, Channel, Member, Rhythm, Window
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import Enrolment


def enrol(services: Services, count: int, first: int = 0, channel: str = "text") -> list[Member]:
    """So many members, each on a line of their own, who are asked every day at ten."""
    now = services.now()
    members = []
    with services.begin() as work:
        for place in range(first, first + count):
            enrolment = Enrolment(
                number=number(place),
                name=f"Member {place}",
                language="en",
                time_zone="UTC",
                channel=Channel(channel),
                rhythm=Rhythm(Cadence.DAILY, time(10)),
                window=Window(),
                invited_until=now + timedelta(days=7),
            )
            member = work.people.enrol(enrolment, now)
            decision = confirmed(member, "a test", now)
            work.apply(decision, now, services.policy)
            members.append(member)
    return members


def number(place: int) -> str:
    """The number of the member in this place."""
    return f"+1212555{place:04d}"


def rows(database_url: str, statement: sa.Executable) -> Sequence[sa.Row[tuple[object, ...]]]:
    """The rows of a statement, read on a connection of its own."""
    engine = connect_to(database_url)
    try:
        with engine.connect() as connection:
            return connection.execute(statement).all()
    finally:
        engine.dispose()
