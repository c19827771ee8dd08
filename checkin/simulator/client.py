"""A client for the control interface, for an unattended play and for tests."""

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

import requests

from checkin.simulator.control.views import CallView, HandsetView, RecordingView, TextView

TIMEOUT_SECONDS = 60.0


class ControlRefused(RuntimeError):
    """The simulator refused: `status` is 400 for bad input, 404, or 409 when out of place."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class SimulatorClient:
    """Talks to the simulator at `base_url`. Every method raises `ControlRefused`."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/") + "/simulator"
        self._session = requests.Session()
        self._session.trust_env = False  # it is this machine: no proxy, and no file of passwords

    def handset(self, number: str) -> "HandsetClient":
        """The handset with this E.164 number."""
        return HandsetClient(self, number)

    def handsets(self) -> list[HandsetView]:
        """Every handset."""
        return cast(list[HandsetView], self.get("/handsets"))

    def failures(self) -> list[dict[str, Any]]:
        """What went wrong between carrier and service: at, code, message, url, sid."""
        return cast(list[dict[str, Any]], self.get("/failures"))

    def recordings(self) -> list[RecordingView]:
        """The recordings that the carrier still holds, oldest first, with the words on them."""
        return cast(list[RecordingView], self.get("/recordings"))

    def set_faults(self, **faults: Any) -> None:
        """Set the faults for all handsets, by the fields of `Faults`; those not named are off."""
        self.post("/faults", faults)

    def settle(self) -> int:
        """Run every pending event at once; return how many ran."""
        return int(self.post("/settle", {})["ran"])

    def now(self) -> str:
        """The simulated time, ISO 8601."""
        return str(self.get("/clock")["now"])

    def jump(self, to: str) -> str:
        """Move the clock to an `hour` later, the next `morning`, or the `next` thing due."""
        return str(self.post("/clock", {"to": to})["now"])

    def get(self, path: str) -> Any:
        """The JSON at a path below `/simulator`."""
        return _body(self._session.get(self._base + path, timeout=TIMEOUT_SECONDS))

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send JSON to a path below `/simulator`; the JSON answered."""
        answer = self._session.post(self._base + path, json=body, timeout=TIMEOUT_SECONDS)
        return _body(answer)


class HandsetClient:
    """What the person holding one handset sees and does."""

    def __init__(self, simulator: SimulatorClient, number: str) -> None:
        self.number = number
        self._simulator = simulator
        self._path = f"/handsets/{quote(number)}"

    def show(self) -> HandsetView:
        """The handset, how it behaves, and its current or last call."""
        return cast(HandsetView, self._simulator.get(self._path))

    def texts(self) -> list[TextView]:
        """The thread, oldest first."""
        return cast(list[TextView], self._simulator.get(f"{self._path}/texts"))

    def calls(self) -> list[CallView]:
        """The calls, oldest first."""
        return cast(list[CallView], self._simulator.get(f"{self._path}/calls"))

    def text(self, body: str) -> TextView:
        """Send a text to the service."""
        return cast(TextView, self._post("text", {"body": body}))

    def call(self, shows: str | None = None) -> CallView:
        """Call the service; `shows`, one of `WITHHELD`, stands in place of a withheld number."""
        return cast(CallView, self._post("call", {"shows": shows}))

    def ring_and_hang_up(self, shows: str | None = None) -> CallView:
        """Call the service and hang up before it has answered."""
        return cast(CallView, self._post("ring-and-hang-up", {"shows": shows}))

    def answer(self) -> CallView:
        """Take up the call that rings."""
        return self._act("answer")

    def decline(self) -> CallView:
        """Refuse the call that rings."""
        return self._act("decline")

    def let_ring(self) -> CallView:
        """Let the call that rings end unanswered."""
        return self._act("let-ring")

    def hang_up(self) -> CallView:
        """End the call."""
        return self._act("hang-up")

    def keep_silent(self) -> CallView:
        """Say and press nothing until the Gather or Record that listens gives up."""
        return self._act("keep-silent")

    def press(self, keys: str) -> CallView:
        """Press keys of 0-9, * and #, one after the other."""
        return cast(CallView, self._post("keys", {"keys": keys}))

    def speak(
        self, words: str, seconds: float | None = None, confidence: float | None = None
    ) -> CallView:
        """Say words, for so many seconds; a Gather understands them with this confidence."""
        said = {"words": words, "seconds": seconds, "confidence": confidence}
        return cast(CallView, self._post("speak", said))

    def set_mode(self, mode: str, code: int | None = None) -> HandsetView:
        """Set how the handset behaves, one of `Mode`; `code` for undeliverable texts."""
        return cast(HandsetView, self._post("mode", {"mode": mode, "code": code}))

    def set_faults(self, **faults: Any) -> HandsetView:
        """Set this handset's own faults, by the fields of `Faults`; none removes them."""
        return cast(HandsetView, self._post("faults", faults))

    def _act(self, act: str) -> CallView:
        return cast(CallView, self._post(act, {}))

    def _post(self, what: str, body: Mapping[str, Any]) -> Any:
        return self._simulator.post(f"{self._path}/{what}", body)


def _body(response: requests.Response) -> Any:
    if response.ok:
        return response.json()
    try:
        told = response.json()["error"]
    except (ValueError, KeyError):
        told = response.reason
    raise ControlRefused(response.status_code, str(told))
