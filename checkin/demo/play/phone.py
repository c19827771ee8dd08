"""One phone of the story: what it must show, and what its owner does."""

from checkin.demo.play.transcript import NotSeen, Transcript, until
from checkin.simulator.client import HandsetClient
from checkin.simulator.control.views import CallView, TextView


class Phone:
    """A phone, read from its beginning: each text is expected once."""

    def __init__(self, hand: HandsetClient, owner: str, transcript: Transcript) -> None:
        self._hand = hand
        self.owner = owner
        self._transcript = transcript
        self._read = 0
        self._calls = 0

    def unread(self) -> list[TextView]:
        """The texts that came here and that the story has not come to yet."""
        return [text for text in self._hand.texts() if text["direction"] == "in"][self._read :]

    def expects(self, words: str) -> None:
        """The next text, which must hold `words`. Raises `NotSeen`."""
        text = until(lambda: next(iter(self.unread()), None), f"a text to {self.owner}")
        self._read += 1
        body = text["body"]
        self._transcript.line(f"{self.owner} reads", body)
        if words.casefold() not in body.casefold():
            raise NotSeen(f"{self.owner}'s text does not say {words!r}")

    def replies(self, body: str) -> None:
        """Send a text to the service."""
        self._transcript.line(f"{self.owner} texts", body)
        self._hand.text(body)

    def rings(self) -> bool:
        """Whether the phone rings now with a call the story has not come to yet."""
        call = self._hand.show()["call"]
        return bool(call and call["status"] == "ringing" and len(self._hand.calls()) > self._calls)

    def lets_it_ring(self) -> None:
        """Do not pick up."""
        self._transcript.line(self.owner, "lets the phone ring")
        self._hand.let_ring()
        self._over("no-answer")

    def picks_up(self, words: str) -> None:
        """Pick up and listen until a key is waited for; `words` must have been said."""
        self._transcript.line(self.owner, "picks up")
        self._hand.answer()
        self._listens(words)

    def calls(self, words: str) -> None:
        """Call the service and listen until a key is waited for; `words` must have been said."""
        self._transcript.line(self.owner, "calls")
        self._hand.call()
        self._listens(words)

    def presses(self, key: str, words: str) -> None:
        """Press a key; the call must then say `words` and end. Raises `NotSeen`."""
        before = len(self._last()["transcript"])
        self._transcript.line(f"{self.owner} presses", key)
        self._hand.press(key)
        call = self._over("completed")
        lines = [x["text"] for x in call["transcript"][before:] if x["who"] == "service"]
        self._transcript.line(f"{self.owner} hears", " ".join(lines))
        if words.casefold() not in " ".join(lines).casefold():
            raise NotSeen(f"{self.owner} did not hear {words!r}")

    def goes_on(self, key: str, words: str) -> None:
        """Press a key, or none, and listen until another one is waited for. Raises `NotSeen`."""
        if key:
            self.presses_and_waits(key)
        self._listens(words)

    def presses_and_waits(self, key: str) -> None:
        """Press a key in a call that goes on."""
        self._transcript.line(f"{self.owner} presses", key)
        said = len(self._last()["transcript"])
        self._hand.press(key)
        until(lambda: len(self._last()["transcript"]) > said + 1, f"an answer to {self.owner}")

    def talks_with(self, other: "Phone") -> None:
        """The two are put through to each other. Raises `NotSeen`."""
        until(lambda: self._last()["bridged_to"], f"{self.owner} being put through")
        self._transcript.line(f"{self.owner} and {other.owner}", "talk")

    def hangs_up(self) -> None:
        """End the call."""
        self._transcript.line(self.owner, "hangs up")
        self._hand.hang_up()
        self._over("completed")

    def _listens(self, words: str) -> None:
        call = until(self._listening, f"a menu said to {self.owner}")
        said = " ".join(line["text"] for line in call["transcript"] if line["who"] == "service")
        self._transcript.line(f"{self.owner} hears", said)
        if words.casefold() not in said.casefold():
            raise NotSeen(f"{self.owner} did not hear {words!r}")

    def _last(self) -> CallView:
        return self._hand.calls()[-1]

    def _listening(self) -> CallView | None:
        call = self._last()
        return call if call["waiting_for_key"] else None

    def _over(self, status: str) -> CallView:
        def ended() -> CallView | None:
            call = self._last()
            return call if call["status"] == status else None

        call = until(ended, f"{self.owner}'s call is {status}")
        self._calls = len(self._hand.calls())
        return call
