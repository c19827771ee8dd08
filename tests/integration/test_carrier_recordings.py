"""The real client fetches and deletes recordings at the carrier's stand-in, and is told apart."""

from collections.abc import Callable

import pytest

from checkin.adapters.carrier import TwilioCarrier
from checkin.domain.carrier import Fate
from checkin.simulator.recording.recording import Recording
from checkin.simulator.simulator import Simulator
from checkin.usecases.ports import NoRecording, NotHanded
from tests.builders import NOON
from tests.integration.client import ANA, client_of
from tests.integration.installation import free_port

SID = "RE" + "7" * 32
Asking = Callable[[TwilioCarrier, str], object]
BOTH = pytest.mark.parametrize("ask", [TwilioCarrier.recording, TwilioCarrier.delete_recording])


@pytest.fixture
def kept(simulator: Simulator) -> Recording:
    """A recording of three seconds that lies at the carrier."""
    made = Recording(SID, "CA" + "1" * 32, ANA, NOON, "completed", "hello", 3)
    simulator.carrier.recordings[SID] = made
    return made


def test_the_sound_is_fetched(carrier: TwilioCarrier, kept: Recording) -> None:
    sound = carrier.recording(SID)

    assert sound.startswith(b"RIFF")
    assert len(sound) > 3 * 8000


def test_one_that_is_not_ready_or_not_there_is_none(
    carrier: TwilioCarrier, kept: Recording
) -> None:
    kept.status = "processing"

    for sid in (SID, "RE" + "0" * 32):
        with pytest.raises(NoRecording):
            carrier.recording(sid)


def test_deleted_is_deleted_however_often(
    carrier: TwilioCarrier, simulator: Simulator, kept: Recording
) -> None:
    carrier.delete_recording(SID)
    carrier.delete_recording(SID)

    assert simulator.carrier.recordings == {}


@BOTH
def test_a_carrier_that_is_away_may_be_asked_later(ask: Asking) -> None:
    with pytest.raises(NotHanded) as caught:
        ask(client_of(f"http://127.0.0.1:{free_port()}"), SID)

    assert caught.value.fate is Fate.LATER


@BOTH
def test_a_wrong_token_is_ours_to_mend(simulator: Simulator, kept: Recording, ask: Asking) -> None:
    with pytest.raises(NotHanded) as caught:
        ask(client_of(simulator.url, token="x" * 32), SID)

    assert caught.value.fate is Fate.MISCONFIGURED


@pytest.mark.parametrize(("voicemail", "mode"), [(False, "Enable"), (True, "DetectMessageEnd")])
def test_only_where_a_machine_may_hear_us_its_greeting_is_waited_for(
    carrier: TwilioCarrier, simulator: Simulator, voicemail: bool, mode: str
) -> None:
    rung = carrier.place_call(ANA, 18, voicemail=voicemail)

    detection = simulator.carrier.calls[rung.provider_id].detection
    assert detection
    assert detection.mode == mode
