"""When each invariant is asked, and what is known beside the database: who said and got what."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from checkin.simulation.agenda import Agenda
from checkin.simulation.evidence import Evidence
from checkin.simulation.invariants import answering, dispatching, standing
from checkin.simulation.invariants.facts import Dispatch, Since
from checkin.simulation.survey import Survey


class Broken(BaseException):
    """An invariant does not hold. No code of the service may catch this."""

    def __init__(self, rule: str, told: str) -> None:
        super().__init__(f"{rule}: {told}")
        self.rule = rule
        self.told = told


class Watch:
    """Asks the invariants, and raises `Broken` at the first that does not hold."""

    def __init__(self, evidence: Evidence, survey: Survey, agenda: Agenda) -> None:
        self.evidence = evidence
        self.survey = survey
        self.agenda = agenda
        self.well = agenda.now  # since when nothing that lasts has gone wrong
        self.numbers: frozenset[str] = frozenset()  # of everybody
        self.wants_none: set[str] = set()  # numbers whose STOP was answered
        self.asked = 0
        self._accepted: set[int] = set()
        self._slots: set[tuple[int | None, datetime | None]] = set()
        self._ok: dict[int, set[datetime]] = defaultdict(set)
        self._arrived: dict[int, datetime] = {}
        self._replies: dict[str, str] = {}
        self._changes = -1
        self._looked = agenda.now

    def unwell(self) -> None:
        """Something that lasts is going wrong: what is due may wait."""
        self.well = self.agenda.now

    def dispatching(self, sent: Dispatch) -> Dispatch:
        """Something is about to be handed to the carrier; with all that is known of it."""
        whole = replace(
            sent,
            wants_none=sent.number in self.wants_none,
            other_numbers=self.numbers - {sent.number},
            accepted=sent.outbox_id in self._accepted,
            slot_asked=(sent.member_id, sent.due_at) in self._slots,
        )
        self._each(dispatching.RULES, whole)
        return whole

    def accepted(self, sent: Dispatch) -> None:
        """The carrier has taken it."""
        self._accepted.add(sent.outbox_id)
        if sent.kind in dispatching.FIRST:
            self._slots.add((sent.member_id, sent.due_at))

    def arrived(self, check_in_id: int | None) -> None:
        """The service was told that something of this check-in has arrived."""
        if check_in_id is not None:
            self._arrived.setdefault(check_in_id, self.agenda.now)

    def said_ok(self, number: str) -> None:
        """Somebody on this phone says OK, and the service hears it now."""
        line_id = self.evidence.line(number)
        if line_id is not None:
            self._ok[line_id].add(self.agenda.now)

    def opens_again(self, number: str) -> None:
        """Somebody on this phone wants to hear from us, and the service hears it now."""
        self.wants_none.discard(number)

    def answered(self, number: str, provider_id: str, body: str, meant: str, reply: str) -> None:
        """A text was answered with 2xx."""
        text: dict[str, Any] = {
            "at": self.agenda.now,
            "body": body,
            "reply": reply,
            "first_reply": self._replies.get(provider_id),
            "meant": "" if provider_id in self._replies else meant,
            "staff": self.survey.reaches,
            "other_numbers": self.numbers - {number},
        }
        self._each(answering.RULES, self.evidence.answered(number, provider_id, text))
        self._replies.setdefault(provider_id, reply)
        if text["meant"] == "stop":
            self.wants_none.add(number)

    def repeated_turn(self, first: object, again: object) -> None:
        """A turn of a call was asked for twice."""
        if again is not None and first is not None and first != again:
            raise Broken("repeat_gets_the_same", "a repeated turn of a call said something else")

    def queued(self, payload: Iterable[object]) -> None:
        """11: a job holds ids of rows and nothing else."""
        if not all(type(each) is int for each in payload):
            raise Broken("jobs_hold_ids", "a job holds more than ids of rows")

    def failed(self, where: str, error: Exception) -> None:
        """A part of the service has failed in a way that nobody planned."""
        told = f"{type(error).__name__} in {where}: {str(error)[:300]}"
        raise Broken("nothing_fails", told) from error

    def stepped(self) -> None:
        """A process has done something, or died in it."""
        changes = self.evidence.connection.total_changes
        if changes == self._changes:
            return
        self._changes = changes
        since = Since(self.agenda.now, self.well)
        for concern in self.survey.concerns():
            self._each(STANDING_CONCERNS, concern)
            self._each_since((standing.deadline_is_near,), concern, since)
        for asking in self.survey.without_deadline():
            self._each((standing.question_has_a_deadline,), asking)
        ok = {line: frozenset(moments) for line, moments in self._ok.items()}
        for asking in self.survey.closed_askings(self._looked, since.now, ok, self._arrived):
            self._each(ENDED_ASKINGS, asking)
        self._looked = since.now

    def day_over(self) -> None:
        """Look at everything."""
        since = Since(self.agenda.now, self.well)
        for concern in self.survey.concerns():
            self._each_since(DAILY_CONCERNS, concern, since)
        for asking in self.survey.open_askings():
            self._each_since((standing.question_moves_on, standing.question_ends), asking, since)
        for row in self.survey.outbox():
            self._each((standing.dropped_has_a_reason,), row)
            self._each_since(
                (standing.outbox_is_emptied, standing.attempts_are_settled), row, since
            )
        for person in self.survey.people():
            self._each((standing.who_stopped_has_no_slot,), person)
            self._each_since(DAILY_PEOPLE, person, since)

    def _each(self, rules: Iterable[Callable[[Any], str]], facts: object) -> None:
        for rule in rules:
            self.asked += 1
            if told := rule(facts):
                raise Broken(rule.__name__, told)

    def _each_since(
        self, rules: Iterable[Callable[[Any, Since], str]], facts: object, since: Since
    ) -> None:
        for rule in rules:
            self.asked += 1
            if told := rule(facts, since):
                raise Broken(rule.__name__, told)


STANDING_CONCERNS = (
    standing.escalation_has_a_deadline,
    standing.taken_by_a_person,
    standing.taken_by_one,
    standing.ended_ladder_leads_the_list,
)
DAILY_PEOPLE = (standing.nobody_is_forgotten, standing.pauses_end)
DAILY_CONCERNS = (standing.escalation_moves_on, standing.open_is_paged_again)
ENDED_ASKINGS = (
    standing.question_has_a_deadline,
    standing.silence_is_not_ok,
    standing.undelivered_is_not_silence,
    standing.silence_is_not_undelivered,
    standing.silence_is_followed_by_a_person,
    standing.not_asked_has_a_reason,
)
