"""Calls, turn by turn: rung, taken up or not, a key for each question, and hung up."""

from collections.abc import Callable
from datetime import datetime, timedelta

from checkin.simulation.evidence import Evidence
from checkin.simulation.faults import Fault
from checkin.simulation.invariants.facts import Dispatch
from checkin.simulation.network import SECOND, Network
from checkin.simulation.phones import Owner, Ringing
from checkin.simulation.service import Service
from checkin.simulation.world import World
from checkin.usecases import carrier_news, phone
from checkin.usecases.carrier_news import CallNews
from checkin.usecases.ports import Services
from checkin.usecases.spoken import Spoken
from checkin.usecases.wake import wake

RINGS = 2 * SECOND
GIVES_UP = 30 * SECOND
LISTENS = timedelta(seconds=7)  # to a menu, before a key is pressed
TALKS = timedelta(minutes=6)
MOST_TURNS = 12
ASKED = "SELECT prompt FROM call WHERE id = ?"
Turn = Callable[[Services], Spoken | None]


class Calls:
    """Every call of one run, in both directions."""

    def __init__(self, world: World, network: Network, service: Service) -> None:
        self.world = world
        self.network = network
        self.service = service
        self._made = 0

    def travels(self, sent: Dispatch, call_id: int, provider_id: str) -> None:
        """A call of ours that was taken is under way to a phone."""
        owner = self.network.phones.owner(sent.number, sent.member_id)
        ringing = Ringing(sent.kind, sent.wording, sent.member_id)
        call = Call(self, sent.number, call_id, provider_id, owner)
        call.check_in_id = sent.check_in_id
        self.world.agenda.after(RINGS, lambda: call.rings(ringing))

    def rings_us(self, number: str, owner: Owner) -> None:
        """Somebody calls the service."""
        self._made += 1
        provider_id = f"CA{number.strip('+')}{self._made:020x}"
        call = Call(self, number, 0, provider_id, owner)
        self.world.history.tells(f"{number[-4:]}: calls us")
        call.asks(lambda services: phone.incoming(services, provider_id, number))


class Call:
    """One call. A turn that gets no answer ends it: the carrier says so and hangs up."""

    def __init__(
        self, calls: Calls, number: str, call_id: int, provider_id: str, owner: Owner | None
    ) -> None:
        self.world = calls.world
        self.network = calls.network
        self.service = calls.service
        self.number = number
        self.call_id = call_id
        self.provider_id = provider_id
        self.owner = owner
        self.inbound = call_id == 0
        self.check_in_id: int | None = None
        self._began: datetime = calls.world.now
        self._turns = 0

    def rings(self, ringing: Ringing) -> None:
        """The phone rings; who has it takes it up, or does not."""
        self._tells("ringing")
        dead = self.world.faults.strikes(Fault.DEAD_PHONE, "call", self.provider_id)
        taken = "failed" if dead or not self.owner else self.owner.takes_up(ringing)
        self.world.history.tells(f"{self.number[-4:]}: {ringing.kind}: {taken}")
        if taken in ("busy", "no-answer", "failed"):
            self.world.agenda.after(GIVES_UP, lambda: self._tells(taken))
            return
        self._tells("in-progress")

        def answered(services: Services) -> Spoken | None:
            return phone.answered(services, self.call_id, self.provider_id, taken)

        self.asks(answered)

    def asks(self, turn: Turn) -> None:
        """Have the carrier ask the service what to say next, and say it."""
        names = (self.provider_id, self._turns)
        spoken = self.service.answers("call", lambda services: self._said(services, turn), *names)
        if spoken is not None and self.world.faults.strikes(Fault.REPEAT, "call", *names):
            again = self.service.answers("call", turn, "again", *names)
            self.service.watch.repeated_turn(_words(spoken), _words(again))
        self._turns += 1
        if spoken is None or self._turns > MOST_TURNS:
            self._ends()
            return
        self.call_id = spoken.call_id
        if spoken.bridge_to:
            step = spoken.step
            self.world.agenda.after(TALKS, lambda: self.asks(self._back(step)))
        elif spoken.keys and not spoken.rejects:
            self.world.agenda.after(LISTENS, lambda: self._presses(spoken))
        else:
            self._ends()

    def _said(self, services: Services, turn: Turn) -> Spoken | None:
        spoken = turn(services)
        self.world.lives.effect()  # the answer leaves
        if spoken is not None:
            wake(services, spoken.applied)
        return spoken

    def _back(self, step: int) -> Turn:
        return lambda services: phone.came_back(
            services, self.call_id, self.provider_id, step, bridged=True
        )

    def _presses(self, spoken: Spoken) -> None:
        evidence: Evidence = self.service.evidence
        asked = str(evidence.one(ASKED, self.call_id) or "")
        key = self.owner.presses(asked) if self.owner else ""
        if key == "" and asked == "menu" and self.world.now - self._began > GIVES_UP:
            self._ends()
            return
        if key == "1" and asked == "menu":
            self.service.watch.said_ok(self.number)
        if key == "1" and asked == "agree":
            self.service.watch.opens_again(self.number)
        call_id, step = self.call_id, spoken.step
        self.asks(lambda services: phone.pressed(services, call_id, self.provider_id, step, key))

    def _ends(self) -> None:
        self.world.agenda.after(3 * SECOND, lambda: self._tells("completed"))

    def _tells(self, status: str) -> None:
        """A status callback, with all that may happen to one."""
        seconds = int((self.world.now - self._began).total_seconds())
        news = CallNews(self.provider_id, status, 0, seconds if status == "completed" else 0)
        call_id = 0 if self.inbound else self.call_id

        def request(services: Services) -> bool:
            carrier_news.call_status(services, call_id, news)
            return True

        def asked() -> bool:
            names = (self.provider_id, status, self.world.now)
            answered = self.service.answers("status", request, *names)
            if answered and status == "completed":
                self.service.watch.arrived(self.check_in_id)
            return bool(answered)

        self.network.webhook(self.number, asked)


def _words(spoken: Spoken | None) -> object:
    return None if spoken is None else spoken.sentences
