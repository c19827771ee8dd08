"""A phone in somebody's hand: what it shows, what it says, and what its owner does with it."""

from typing import TYPE_CHECKING

from checkin.simulator.carrier.withheld import ANONYMOUS
from checkin.simulator.control.views import CallView, TextView

if TYPE_CHECKING:
    from tests.town.town import Town


class Phone:
    """One phone. Whatever reaches it must be expected, or the story fails at its end."""

    def __init__(self, town: "Town", number: str, owner: str) -> None:
        self.town = town
        self.number = number
        self.owner = owner
        self._hand = town.control.handset(number)
        self._read = 0
        self._rung = 0

    def expects(self, *words: str) -> str:
        """The next text here, which must hold all of `words`; its body."""
        unread = self._unread()
        assert unread, f"{self.owner} expected a text with {words}, and none came"
        body = unread[0]["body"]
        self._read += 1
        for word in words:
            assert word.casefold() in body.casefold(), f"{self.owner} got {body!r}, not {word!r}"
        return body

    def reads_all(self) -> list[str]:
        """Every text that has come and was not read yet."""
        bodies = [text["body"] for text in self._unread()]
        self._read += len(bodies)
        return bodies

    def has_unread(self) -> bool:
        """Whether a text has come that was not read yet."""
        return bool(self._unread())

    def replies(self, body: str) -> None:
        """Send a text to the service, and let everything that follows happen."""
        self._hand.text(body)
        self.town.settle()

    def rings(self) -> None:
        """The phone must be ringing now."""
        call = self._call()
        assert call and call["status"] == "ringing", f"{self.owner}'s phone does not ring"
        self._rung = len(self._hand.calls())

    def answers(self) -> None:
        """Take up the call that rings."""
        self.rings()
        self._hand.answer()
        self.town.settle()

    def lets_it_ring(self) -> None:
        """Do not take up the call that rings."""
        self.rings()
        self._hand.let_ring()
        self.town.settle()

    def is_switched(self, mode: str, code: int | None = None) -> None:
        """From now on the phone behaves so: normal, voicemail, busy, no-answer, undeliverable."""
        self._hand.set_mode(mode, code)

    def calls(self) -> None:
        """Call the service."""
        self._hand.call()
        self._rung = len(self._hand.calls())
        self.town.settle()

    def presses(self, keys: str) -> None:
        """Press keys in the call."""
        self._hand.press(keys)
        self.town.settle()

    def keeps_silent(self) -> None:
        """Press nothing until the service gives up waiting for a key."""
        self._hand.keep_silent()
        self.town.settle()

    def rings_and_hangs_up(self, shows: str | None = None) -> None:
        """Ring the service and hang up before it has answered; `shows` hides the number."""
        self._hand.ring_and_hang_up(shows)
        self._rung = len(self._hand.calls())
        self.town.settle()

    def calls_withheld(self, shows: str = ANONYMOUS) -> None:
        """Call the service, which is shown this in place of the number."""
        self._hand.call(shows)
        self._rung = len(self._hand.calls())
        self.town.settle()

    def dials(self, *keys: str) -> None:
        """Call the service and press `keys`, each once the service waits for it."""
        self._hand.call()
        self.town.control.settle()
        self._rung = len(self._hand.calls())
        for each in keys:
            call = self._call()
            assert call and call["waiting_for_key"], f"nothing waits for {self.owner} to press keys"
            self._hand.press(each)
            self.town.control.settle()
        self.town.settle()

    def speaks(self, words: str, seconds: float | None = None) -> None:
        """Say words in the call, for so many seconds: on a recording, to a menu, to a person."""
        self._hand.speak(words, seconds)
        self.town.settle()

    def declines(self) -> None:
        """Refuse the call that rings."""
        self.rings()
        self._hand.decline()
        self.town.settle()

    def hangs_up(self) -> None:
        """End the call."""
        self._hand.hang_up()
        self.town.settle()

    def sees_caller(self, number: str) -> None:
        """The phone must be ringing, and show this number."""
        self.rings()
        call = self._call()
        assert call and call["other"] == number, f"{self.owner} sees {call and call['other']}"

    def is_recorded(self) -> None:
        """The service must be recording what is said here."""
        call = self._call()
        assert call and call["recording"], f"{self.owner} is not being recorded"

    def talks_with(self, other: "Phone") -> None:
        """The two must be in conversation with each other."""
        here, there = self._call(), other._call()
        assert here and here["bridged_to"] == other.number, f"{self.owner} does not talk with them"
        assert there and there["bridged_to"] == self.number, f"{other.owner} talks with others"

    def heard_bridge(self) -> str:
        """All that the other person said or pressed in the bridged call, in one string."""
        call = self._call()
        assert call, f"{self.owner} has not been in a call"
        return " ".join(line["text"] for line in call["transcript"] if line["who"] == "other")

    def hears_bridge(self, *words: str) -> None:
        """The other person in the bridged call must have said all of `words`."""
        said = self.heard_bridge()
        for word in words:
            assert word.casefold() in said.casefold(), f"{self.owner} heard {said!r}, not {word!r}"

    def heard(self) -> str:
        """All that was said in the current or last call, in one string."""
        call = self._call()
        assert call, f"{self.owner} has not been in a call"
        self._rung = len(self._hand.calls())
        return " ".join(line["text"] for line in call["transcript"] if line["who"] == "service")

    def hears(self, *words: str) -> None:
        """The current or last call must have said all of `words`."""
        said = self.heard()
        for word in words:
            assert word.casefold() in said.casefold(), f"{self.owner} heard {said!r}, not {word!r}"

    def call_is(self, status: str) -> None:
        """The last call must have this status at the carrier."""
        call = self._call()
        assert call and call["status"] == status, f"the call is {call and call['status']}"
        self._rung = len(self._hand.calls())

    def is_silent(self) -> None:
        """Nothing has reached this phone but what was expected."""
        unread = [text["body"] for text in self._unread()]
        assert not unread, f"{self.owner} got {unread}, which nobody expected"
        calls = self._hand.calls()
        rung = [call for call in calls if call["direction"] == "in"]
        assert len(calls) <= self._rung or not rung[self._rung :], (
            f"{self.owner}'s phone rang, which nobody expected"
        )

    def _unread(self) -> list[TextView]:
        received = [text for text in self._hand.texts() if text["direction"] == "in"]
        arrived = [t for t in received if t["status"] not in ("undelivered", "failed")]
        return arrived[self._read :]

    def _call(self) -> CallView | None:
        return self._hand.show()["call"]
