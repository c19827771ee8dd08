"""A member with a phone: reads, answers in time or not, presses keys, writes unasked, stops."""

from datetime import timedelta

from checkin.simulation.calls import Calls
from checkin.simulation.chance import chosen
from checkin.simulation.network import Network
from checkin.simulation.people.habits import WORDS, Habit, Meant
from checkin.simulation.phones import Arrived, Ringing
from checkin.simulation.world import World

ASKS = {"ask", "reminder"}
WEEK = timedelta(days=7)
AGREES = 0.93
A_WHILE = timedelta(days=5)
VOICEMAIL = 0.5  # of calls that nobody takes up
KEYS = {Meant.OK: "1", Meant.NOT_OK: "2", Meant.CALL_ME: "3", Meant.LATER: "4", Meant.STOP: "9"}
UNASKED = {
    Meant.WRONG: 4.0,
    Meant.NOT_OK: 3.0,
    Meant.DANGER: 1.0,
    Meant.HELP: 1.0,
    Meant.STOP: 1.0,
    Meant.OK: 2.0,
    Meant.PAUSE: 1.0,
}


class SimulatedMember:
    """`Owner` of a phone, alone or with somebody else."""

    def __init__(
        self, world: World, name: str, number: str, habit: Habit, *, scale: bool = False
    ) -> None:
        self.world = world
        self.name = name
        self.number = number
        self.habit = habit
        self.scale = scale
        self.network: Network
        self.calls: Calls
        self._chance = world.chance.stream("member", name)
        self._coming = False  # an answer of theirs is on its way

    def reads(self, text: Arrived) -> None:
        """A text has come: a question is answered, if at all; an invitation once."""
        if text.kind in ASKS:
            self._is_asked()
        elif text.kind == "invitation":
            self._thinks(Meant.YES if self._chance.random() < AGREES else Meant.NO)
        elif text.wording in ("join.welcome", "started") or text.wording.startswith("allow."):
            agrees = self._chance.random() < self.habit.picks_up
            self._thinks(Meant.YES if agrees else Meant.NO)

    def takes_up(self, call: Ringing) -> str:
        """Take the call, or leave it to an answering machine, or to nobody."""
        draw = self._chance.random()
        if draw < self.habit.picks_up:
            return "human"
        return "machine_start" if self._chance.random() < VOICEMAIL else "no-answer"

    def presses(self, asked: str) -> str:
        """A key for the menu, or for another question; now and then none."""
        draw = self._chance.random()
        if draw < 0.05:
            return ""
        if asked == "menu":
            return KEYS.get(chosen(self.habit.says, draw), "1")
        return "1" if draw < 0.8 else "2"

    def lives(self, weeks: int) -> None:
        """Plan what they write or ring about unasked, week by week."""
        for week in range(weeks):
            if self._chance.random() < self.habit.speaks_up:
                meant = chosen(UNASKED, self._chance.random())
                self.world.agenda.after(WEEK * (week + self._chance.random()), self._saying(meant))
            if self._chance.random() < self.habit.speaks_up / 2:
                at = WEEK * (week + self._chance.random())
                self.world.agenda.after(at, lambda: self.calls.rings_us(self.number, self))

    def _is_asked(self) -> None:
        draw, answers = self._chance.random(), self._chance.random() < self.habit.answers
        if self._coming or not answers:
            return
        self._coming = True
        self._thinks(chosen(self.habit.says, draw))

    def _thinks(self, meant: Meant) -> None:
        takes = self.habit.soonest
        takes += (self.habit.latest - self.habit.soonest) * self._chance.random()
        self.world.agenda.after(takes, self._saying(meant))

    def _saying(self, meant: Meant) -> "Saying":
        return Saying(self, meant, self._chance.random())

    def says(self, meant: Meant, draw: float) -> None:
        """Write it, in one of the ways in which people do."""
        self._coming = False
        words = WORDS[meant]
        body = words[int(draw * len(words))]
        if self.scale and meant is Meant.NOT_OK:
            body = "5"
        self.network.says(self.number, body, _as_known(meant))
        if meant is Meant.STOP and self._chance.random() < self.habit.returns:
            self.world.agenda.after(A_WHILE * (0.1 + draw), self._saying(Meant.START))


class Saying:
    """One thing that somebody is going to say."""

    def __init__(self, member: SimulatedMember, meant: Meant, draw: float) -> None:
        self.member = member
        self.meant = meant
        self.draw = draw

    def __call__(self) -> None:
        """Say it now."""
        self.member.says(self.meant, self.draw)


def _as_known(meant: Meant) -> str:
    """What the watch must know of it."""
    if meant in (Meant.YES, Meant.START):
        return "start" if meant is Meant.START else "ok"
    return meant.value if meant in (Meant.OK, Meant.STOP, Meant.DANGER) else ""
