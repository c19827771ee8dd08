"""A coordinator with a phone: takes what they are paged for, and works on it."""

import re
from datetime import timedelta

from checkin.domain.escalation import Outcome, Refused
from checkin.domain.staff import Role
from checkin.simulation.network import Network
from checkin.simulation.people.habits import Duty
from checkin.simulation.phones import Arrived, Ringing
from checkin.simulation.service import Service
from checkin.simulation.world import World
from checkin.usecases import acting
from checkin.usecases.ports import Services
from checkin.usecases.ports.staff import Coordinator

CODE = re.compile(r"\b(\d+)t\b")
LISTED = re.compile(r"(?:^|\s)(\d+)(?:!!?)? [a-z]")
NOTE = "spoke with them"
FREE = "SELECT id FROM escalation WHERE state = 'open' ORDER BY rank, opened_at, id LIMIT 3"
MINE = "SELECT id FROM escalation WHERE state = 'taken' AND taken_by = ? ORDER BY id"
RENEWS = "page.hold_ends"


class SimulatedCoordinator:
    """`Owner` of a phone that is paged."""

    def __init__(self, world: World, name: str, number: str, duty: Duty) -> None:
        self.world = world
        self.name = name
        self.number = number
        self.duty = duty
        self.id = 0
        self.network: Network
        self.service: Service
        self._chance = world.chance.stream("coordinator", name)
        self._at_work = False

    def reads(self, text: Arrived) -> None:
        """A page, or the list they asked for."""
        if text.kind not in ("page", "reply"):
            return
        if self._chance.random() >= self.duty.takes:
            return
        if self.duty.by_page:
            self._opens_the_page()
        elif text.kind == "reply":
            self._reads_list(text)
        elif found := CODE.search(text.body):
            self._takes(found[1])
        elif text.wording != RENEWS:
            self._texts("LIST", self._while())

    def takes_up(self, call: Ringing) -> str:
        """Take up a call as often as they take what they are paged for."""
        return "human" if self._chance.random() < self.duty.takes else "no-answer"

    def presses(self, asked: str) -> str:
        """1 takes it, 2 is done with what is theirs."""
        return "1" if self._chance.random() < self.duty.finishes else "2"

    def _reads_list(self, text: Arrived) -> None:
        if text.wording.startswith("duty.item"):
            for code in LISTED.findall(text.body)[:2]:
                self._takes(code)

    def _takes(self, code: str) -> None:
        soon = self._while()
        self._texts(f"{code}t", soon)
        if self._chance.random() < self.duty.finishes:
            self._texts(f"{code}d {NOTE}", soon + self.duty.works)

    def _texts(self, body: str, after: timedelta) -> None:
        self.world.agenda.after(after, lambda: self.network.says(self.number, body))

    def _while(self) -> timedelta:
        span = self.duty.latest - self.duty.soonest
        return self.duty.soonest + span * self._chance.random()

    def _opens_the_page(self) -> None:
        if not self._at_work:
            self._at_work = True
            self.world.agenda.after(self._while(), self._works_on_the_page)

    def _works_on_the_page(self) -> None:
        """Take what waits; finish it after a while."""
        self._at_work = False
        for (escalation_id,) in self.service.evidence.rows(FREE):
            self._does("take", escalation_id)
        self.world.agenda.after(self.duty.works, self._finishes)

    def _finishes(self) -> None:
        for (escalation_id,) in self.service.evidence.rows(MINE, self.id):
            if self._chance.random() < self.duty.finishes:
                self._does("resolve", escalation_id)

    def _does(self, what: str, escalation_id: int) -> None:
        me = Coordinator(self.id, self.name, self.name, "en", Role.COORDINATOR, "", True)

        def act(services: Services) -> bool:
            try:
                if what == "take":
                    acting.take(services, escalation_id, me)
                else:
                    acting.resolve(services, escalation_id, me, NOTE, Outcome.SPOKE)
            except Refused:
                return False  # somebody else was faster
            return True

        self.service.answers("page", act, self.name, escalation_id, self.world.now)
