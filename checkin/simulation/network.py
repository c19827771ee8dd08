"""What comes from the carrier: webhooks that are late, lost, repeated, or before their turn.

A webhook that gets no 2xx is sent once more; after that nobody hears of it again.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from checkin.simulation.carrier import SimulatedCarrier
from checkin.simulation.faults import Fault
from checkin.simulation.invariants.facts import Dispatch
from checkin.simulation.phones import Arrived, Phones
from checkin.simulation.service import Service
from checkin.simulation.world import World
from checkin.usecases import carrier_news, inbound_text
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import InboundText
from checkin.usecases.wake import wake

SECOND = timedelta(seconds=1)
SOON, LATER = SECOND, 8 * SECOND  # how long a text is under way, and a webhook at most half of it
DELAYED = timedelta(hours=3)
VALID = timedelta(hours=4)  # after that the carrier does not deliver a text any more
AGAIN = 5 * SECOND
REPEATED = timedelta(minutes=30)
NOT_ARRIVED = (30003, 30005, 30006, 30008)
Request = Callable[[], bool]


class Network:
    """The way of texts to people, and of everything the carrier tells the service."""

    def __init__(
        self, world: World, phones: Phones, service: Service, carrier: SimulatedCarrier
    ) -> None:
        self.world = world
        self.phones = phones
        self.service = service
        self.carrier = carrier
        self._nth: Counter[str] = Counter()
        self._said: Counter[str] = Counter()
        self._replies: set[int] = set()
        self._asked_who: set[str] = set()  # phones where an OK waits to hear whose it is

    def says(self, number: str, body: str, meant: str = "") -> None:
        """Somebody sends us a text; `meant` is what they want, where it matters."""
        self._said[number] += 1
        provider_id = f"SM{number.strip('+')}{self._said[number]:020x}"
        text = InboundText(provider_id, number, body, 1)
        self.world.history.tells(f"{number[-4:]}: says {body!r}")
        self.webhook(number, lambda: self._heard(text, meant))

    def travels(self, sent: Dispatch, message_id: int, provider_id: str) -> None:
        """A text that was taken is under way to a phone."""
        text = Arrived(sent.kind, sent.wording, sent.body, sent.member_id)
        self._under_way(sent.number, text, message_id, provider_id, sent.check_in_id)

    def webhook(self, number: str, request: Request, *, delay: timedelta = SECOND) -> None:
        """Have the carrier ask us something, which returns whether it got a 2xx."""
        names = self._names(number)
        faults, chance, agenda = self.world.faults, self.world.chance, self.world.agenda
        if faults.strikes(Fault.LOSS, *names):
            self.world.history.tells(f"{number[-4:]}: a webhook is lost")
            return
        if faults.strikes(Fault.DELAY, *names):
            delay += DELAYED * chance.draw("delay", *names)
        elif not faults.strikes(Fault.REORDER, *names):
            delay += chance.span(SECOND / 10, LATER / 2, "way", *names)
        else:
            delay += 30 * SECOND
        agenda.after(delay, lambda: self._asks(request))
        if faults.strikes(Fault.REPEAT, *names):
            again = delay + REPEATED * chance.draw("repeat", *names)
            agenda.after(again, lambda: self._asks(request))

    def _asks(self, request: Request) -> None:
        if not request():
            self.world.agenda.after(AGAIN, lambda: (request(), None)[1])

    def _heard(self, text: InboundText, meant: str) -> bool:
        """The service takes in a text, and its reply is sent."""
        watch = self.service.watch
        if meant == "ok" or text.number in self._asked_who:
            watch.said_ok(text.number)
        if meant == "start":
            watch.opens_again(text.number)

        def request(services: Services) -> inbound_text.TextAnswer:
            answer = inbound_text.receive(services, text)
            self.world.lives.effect()  # the answer leaves
            watch.answered(text.number, text.provider_id, text.body, meant, answer.body)
            wake(services, answer.applied)
            return answer

        names = (text.number, *self._names(text.number))
        answer = self.service.answers("text", request, *names)
        if answer and answer.message_id is not None and answer.message_id not in self._replies:
            self._replies.add(answer.message_id)  # a repeat is asked, and not sent, again
            wording = self._replied(text.number, answer.message_id, answer.body)
            # An OK on a shared phone counts once they have said who they are.
            again = meant == "ok" or text.number in self._asked_who
            asked_who = again and wording.startswith("speaker.")
            (self._asked_who.add if asked_who else self._asked_who.discard)(text.number)
        return answer is not None

    def _replied(self, number: str, message_id: int, body: str) -> str:
        """Send our reply on its way; what it says first."""
        provider_id = self.carrier.replied(number, body)
        found = self.service.evidence.one("SELECT wording FROM message WHERE id=?", message_id)
        wording = str(found or "")
        self._under_way(number, Arrived("reply", wording, body), message_id, provider_id)
        return wording

    def _under_way(
        self,
        number: str,
        text: Arrived,
        message_id: int,
        provider_id: str,
        check_in_id: int | None = None,
    ) -> None:
        names = self._names(number)
        takes = self.world.chance.span(SOON, LATER, "text", *names)
        if self.world.faults.strikes(Fault.DELAY, "text", *names):
            takes += 2 * DELAYED * self.world.chance.draw("delay", "text", *names)
        dead = self.world.faults.strikes(Fault.DEAD_PHONE, *names)
        code = NOT_ARRIVED[int(len(NOT_ARRIVED) * self.world.chance.draw("code", *names))]
        code = 30036 if takes > VALID else code if dead else 0

        def arrives() -> None:
            owner = None if code else self.phones.owner(number, text.member_id)
            if owner:
                owner.reads(text)
            status = "undelivered" if code else "delivered"
            told = (message_id, provider_id, status, code)
            self.webhook(number, lambda: self._status(number, told, check_in_id))

        self.webhook(number, lambda: self._status(number, (message_id, provider_id, "sent", 0)))
        self.world.agenda.after(takes, arrives)

    def _status(
        self, number: str, told: tuple[int, str, str, int], check_in_id: int | None = None
    ) -> bool:
        def request(services: Services) -> bool:
            carrier_news.text_status(services, *told)
            return True

        names = (number, *self._names(number))
        answered = self.service.answers("status", request, *names)
        if answered and told[2] == "delivered":
            self.service.watch.arrived(check_in_id)
        return bool(answered)

    def _names(self, number: str) -> tuple[str, int]:
        self._nth[number] += 1
        return number, self._nth[number]
