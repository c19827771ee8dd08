"""What the tests of calls say again and again."""

from flask import Response

from checkin.simulator import Simulator
from checkin.simulator.client import HandsetClient
from checkin.simulator.control.views import CallView

from .receiver import Receiver

SOUND = Response(b"RIFF", content_type="audio/wav")


def last(member: HandsetClient) -> CallView:
    """The newest call of a handset."""
    return member.calls()[-1]


def lines(member: HandsetClient) -> list[tuple[str, str]]:
    """The transcript of the newest call: kinds and texts."""
    return [(line["kind"], line["text"]) for line in last(member)["transcript"]]


def heard(member: HandsetClient, who: str) -> list[str]:
    """What somebody said in the newest call."""
    return [line["text"] for line in last(member)["transcript"] if line["who"] == who]


def connected(simulator: Simulator, member: HandsetClient) -> None:
    """Call the service and let everything happen that does so by itself."""
    member.call()
    simulator.settle()


def statuses(receiver: Receiver, path: str) -> list[str]:
    """The statuses reported at `path`, in order of arrival."""
    return [each.params["CallStatus"] for each in receiver.at(path)]
