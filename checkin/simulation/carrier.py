"""The carrier as the service asks it: it takes texts and calls, refuses some, or says nothing.

It speaks no HTTP: each answer is told as the client of the real one would tell it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from checkin.domain.carrier import Fate, fate
from checkin.simulation.chance import chosen
from checkin.simulation.evidence import Evidence
from checkin.simulation.faults import Fault
from checkin.simulation.invariants.facts import Dispatch
from checkin.simulation.watch import Watch
from checkin.simulation.world import World
from checkin.usecases.ports import Found, Handed, NotHanded

QUICKEST, SLOWEST = timedelta(seconds=1), timedelta(seconds=9)  # below the client's own patience
REFUSALS: Mapping[tuple[int, int], float] = MappingProxyType(  # HTTP status and code, how often
    {
        (400, 21211): 2,  # not a number
        (400, 21614): 1,  # not a mobile
        (400, 21610): 1,  # they have stopped us at the carrier
        (429, 20429): 4,  # too many at once
        (400, 21611): 2,  # the sender's queue is full
        (503, 20503): 2,  # out of service: it may have been taken
        (500, 20500): 1,
        (401, 20003): 2,  # our token
    }
)
AWAY = ((503, 20503), (429, 20429))
TAKEN_ANYWAY = 0.5  # of what nobody answered for


class SimulatedCarrier:
    """`Carrier` in process. `travels` and `rings` take over the texts and calls it took."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.evidence: Evidence
        self.watch: Watch
        self.travels: Callable[[Dispatch, int, str], None]
        self.rings: Callable[[Dispatch, int, str], None]
        self._listed: dict[tuple[str, bool], list[Found]] = defaultdict(list)
        self._nth: Counter[str] = Counter()
        self._made = 0

    def send_text(self, number: str, body: str, message_id: int) -> Handed:
        """Take one text, or not."""
        return self._take(number, body, message_id, by_call=False)

    def place_call(self, number: str, call_id: int, *, voicemail: bool) -> Handed:
        """Take one call, or not."""
        return self._take(number, "", call_id, by_call=True)

    def texts_to(self, number: str, since: datetime) -> list[Found]:
        """The texts to `number` created since then, newest first."""
        return self._list(number, since, by_call=False)

    def calls_to(self, number: str, since: datetime) -> list[Found]:
        """The calls to `number` created since then, newest first."""
        return self._list(number, since, by_call=True)

    def recording(self, provider_id: str) -> bytes:
        """The sound of a recording."""
        return b"sound"

    def delete_recording(self, provider_id: str) -> None:
        """Delete a recording."""
        self.world.lives.effect()

    def replied(self, number: str, body: str) -> str:
        """Our reply to a text is a text like all others, and gets an id of its own."""
        return self._keep(number, body, by_call=False)

    def _take(self, number: str, body: str, contact_id: int, *, by_call: bool) -> Handed:
        self.world.lives.effect()
        now = self.world.now
        sent = self.evidence.dispatch(contact_id, number, body, now, by_call=by_call)
        sent = self.watch.dispatching(sent)
        self._nth[number] += 1
        names = (number, self._nth[number])
        self._is_slow(*names)
        self._refuses(sent, contact_id, *names)
        silent = self.world.faults.strikes(Fault.AMBIGUITY, *names)
        if silent and self.world.chance.draw("taken", *names) >= TAKEN_ANYWAY:
            self._tells(sent, "no answer, and not taken")
            raise NotHanded(Fate.UNKNOWN)
        provider_id = self._accept(sent, contact_id)
        if silent:
            self._tells(sent, "no answer, and taken")
            raise NotHanded(Fate.UNKNOWN)
        self.world.lives.effect()
        return Handed(provider_id, "queued")

    def _is_slow(self, *names: object) -> None:
        """All others go on while this one waits for the carrier."""
        if self.world.faults.strikes(Fault.SLOWNESS, *names):
            takes = self.world.chance.span(QUICKEST, SLOWEST, "slow", *names)
            self.world.agenda.run_until(self.world.now + takes)

    def _refuses(self, sent: Dispatch, contact_id: int, *names: object) -> None:
        draw = self.world.chance.draw("refusal", *names)
        if self.world.faults.lasts(Fault.CARRIER_DOWN, self.world.now):
            self.watch.unwell()
            status, code = AWAY[int(2 * draw)]
        elif self.world.faults.strikes(Fault.REJECTION, *names):
            status, code = chosen(REFUSALS, draw)
        else:
            return
        found = fate(status, code)
        self._tells(sent, f"refused with {code}")
        if found is Fate.UNKNOWN and self.world.chance.draw("taken", *names) < TAKEN_ANYWAY / 2:
            self._accept(sent, contact_id)
        raise NotHanded(found, code)

    def _accept(self, sent: Dispatch, contact_id: int) -> str:
        provider_id = self._keep(sent.number, sent.body, by_call=sent.by_call)
        self.watch.accepted(sent)
        self._tells(sent, "taken")
        under_way = self.rings if sent.by_call else self.travels
        under_way(sent, contact_id, provider_id)
        return provider_id

    def _keep(self, number: str, body: str, *, by_call: bool) -> str:
        self._made += 1
        provider_id = f"{'CA' if by_call else 'SM'}{self._made:032x}"
        found = Found(provider_id, "queued", body, self.world.now)
        self._listed[number, by_call].append(found)
        return provider_id

    def _list(self, number: str, since: datetime, *, by_call: bool) -> list[Found]:
        self.world.lives.effect()
        if self.world.faults.lasts(Fault.CARRIER_DOWN, self.world.now):
            self.watch.unwell()
            raise NotHanded(Fate.LATER)
        whole = since.replace(microsecond=0)  # the carrier keeps whole seconds
        listed = self._listed[number, by_call]
        made = (replace(found, created_at=_whole(found.created_at)) for found in listed[-50:])
        return [found for found in made if found.created_at >= whole][::-1]

    def _tells(self, sent: Dispatch, what: str) -> None:
        whom = f"member {sent.member_id}" if sent.member_id else f"line {sent.line_id}"
        self.world.history.tells(f"carrier: {sent.kind} to {whom} (row {sent.outbox_id}) {what}")


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
