"""One row into an enrolment, or every reason why not."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from checkin.domain.importing.enrolment import Bad, Enrolment, Reason, Terms, Wrong
from checkin.domain.importing.number import number_in
from checkin.domain.importing.rhythm import rhythm_in
from checkin.domain.importing.values import (
    evidence_in,
    language_in,
    name_in,
    topics_in,
    word_in,
    yes_in,
)
from checkin.domain.importing.zone import zone_in
from checkin.domain.member import Cadence, Channel, Rhythm

Value = TypeVar("Value")


def read(values: Mapping[str, str], terms: Terms, invited_until: datetime) -> Enrolment | Bad:
    """The member whom a row describes, invited until then; or all that is wrong with it.

    `values` has every one of `COLUMNS`.
    """
    row = Reading(values)
    number = row.take("phone", lambda value: number_in(value, terms.country), "")
    name = row.take("name", name_in, "")
    language = row.take("language", lambda value: language_in(value, terms.languages), "")
    time_zone = row.take("time_zone", lambda value: zone_in(value, number), "")
    channel = row.take("channel", lambda value: word_in(value, Channel), Channel.TEXT)
    cadence = row.take("cadence", lambda value: word_in(value, Cadence), None)
    at = row.take("at", lambda value: rhythm_in(value, cadence, terms.window), Rhythm())
    evidence = row.take("consent_evidence", evidence_in, "")
    buddy_ok = row.take("buddy_ok", yes_in, False)
    topics = row.take("topics", topics_in, "")
    if row.reasons:
        return Bad(tuple(row.reasons), number or None)
    return Enrolment(
        number=number,
        name=name,
        language=language,
        time_zone=time_zone,
        channel=channel,
        rhythm=at,
        window=terms.window,
        invited_until=invited_until,
        buddy_ok=buddy_ok,
        topics=topics,
        evidence=evidence,
    )


class Reading:
    """A row, or a form, as it is read: its reasons gather, column by column."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.reasons: list[Reason] = []

    def take(self, column: str, reader: Callable[[str], Value], otherwise: Value) -> Value:
        """What `reader` makes of the column; `otherwise`, and a reason, when it is wrong."""
        try:
            return reader(self.values[column].strip())
        except Wrong as wrong:
            self.reasons.append(Reason(column, str(wrong), wrong.key, wrong.values))
            return otherwise
