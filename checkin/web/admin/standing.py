"""What a page says of an escalation: who has it, what happens next, what was tried.

Made here and not in a template: a list says all of it for each of its rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.escalation import Escalation, EscalationState, due_at
from checkin.domain.escalation.holding import ends_at
from checkin.domain.policy import Policy
from checkin.domain.sight import name_on_list
from checkin.usecases.ports.desk import Concern
from checkin.web.admin.words import Words


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has it and what happens next by itself; what is not so is empty."""

    first: str  # what asks something of the reader
    then: str
    promised: str


@dataclass(frozen=True, slots=True)
class Row:
    """One escalation on the list."""

    escalation: Escalation
    level: str
    age: str
    due: str
    late: bool
    name: str
    kind: str
    number: str
    clock: str
    language: str  # the member's, where it is not the reader's
    tried: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of escalations, to the coordinator with that id."""

    words: Words
    policy: Policy
    reader_id: int | None

    def standing(self, concern: Concern) -> Standing:
        """Who has it, and what happens next by itself."""
        it, say = concern.escalation, self.words.say
        if it.state is EscalationState.RESOLVED:
            return Standing("", self._resolved(concern), "")
        by = it.contact_by
        promised = say("hold.promised", time=self.words.when(by)) if by else ""
        ends = ends_at(it, self.policy)
        if ends and it.taken_by == self.reader_id:
            return Standing(say("hold.yours", **self._at(ends)), "", promised)
        if ends:
            held = say("hold.by", name=concern.holder, **self._at(ends))
            return Standing("", held, promised)
        first = say("hold.ladder_ended" if it.climbs else "hold.nobody")
        return Standing(first, self._next(it), promised)

    def row(self, concern: Concern) -> Row:
        """All that the list says of it."""
        it, words = concern.escalation, self.words
        working = it.taken_by == self.reader_id
        since, age = it.opened_at, "waiting.for"
        if concern.resolved_at:
            since, age = concern.resolved_at, "waiting.resolved_for"
        due, late = self._due(it)
        return Row(
            escalation=it,
            level=words.say(f"level.{it.level}"),
            age=words.say(age, span=words.span(words.now - since)),
            due=due,
            late=late,
            name=name_on_list(concern.name, working=working) or words.say("member.unknown"),
            kind=words.say(f"kind.{it.kind}"),
            number=self.number(concern.ending),
            clock=words.clock(concern.time_zone, concern.window),
            language=self._other_language(concern.language),
            tried=self._tried(concern),
            standing=self.standing(concern),
        )

    def number(self, ending: str) -> str:
        """A number, as far as it is shown."""
        if not ending:
            return self.words.say("member.no_number")
        return self.words.say("member.number", digits=ending)

    def _other_language(self, language: str) -> str:
        theirs = language not in ("", self.words.language)
        return self.words.language_name(language) if theirs else ""

    def _next(self, it: Escalation) -> str:
        """When whoever is on call is told again."""
        if it.act_after and it.act_after > self.words.now:
            return self.words.say("hold.next", **self._at(it.act_after))
        return self.words.say("hold.next_now")

    def _resolved(self, concern: Concern) -> str:
        """Who has closed it, when, and what came of it; empty where nobody knows any more."""
        at, outcome = concern.resolved_at, concern.escalation.outcome
        parts = []
        if at and concern.holder:
            by = {"name": concern.holder, "time": self.words.when(at)}
            parts.append(self.words.say("waiting.resolved_by", **by))
        if outcome:
            parts.append(self.words.say(f"outcome.{outcome}") + ".")
        return " ".join(parts)

    def _due(self, it: Escalation) -> tuple[str, bool]:
        """By when somebody is to be in touch, and whether that has passed."""
        due = due_at(it, self.policy)
        if due is None:
            return "", False
        if due <= self.words.now:
            return self.words.say("waiting.late", time=self.words.when(due)), True
        return self.words.say("waiting.due", **self._at(due)), False

    def _tried(self, concern: Concern) -> str:
        """How often those on call were told, and whether anybody was in touch with the member."""
        it = concern.escalation
        parts = []
        if it.told and it.paged_at:
            parts.append(self._times("waiting.told", it.told, it.paged_at))
        elif it.state is not EscalationState.RESOLVED:
            parts.append(self.words.say("waiting.untold"))
        if concern.missed and it.state is EscalationState.OPEN:
            parts.append(self.words.say("hold.missed", count=concern.missed))
        if it.contacts and it.contacted_at:
            parts.append(self._times("waiting.contacts", it.contacts, it.contacted_at))
        return " ".join(parts)

    def _times(self, key: str, count: int, last: datetime) -> str:
        return self.words.say(key, count=count, time=self.words.when(last))

    def _at(self, moment: datetime) -> Mapping[str, str]:
        return {
            "time": self.words.when(moment),
            "span": self.words.span(moment - self.words.now),
        }
