"""What the carrier lists: found by number and time, also what it took without saying so."""

import traceback
from datetime import timedelta

import pytest

from checkin.adapters.carrier import TwilioCarrier
from checkin.simulator.client import SimulatorClient
from checkin.simulator.simulator import Simulator
from checkin.usecases.ports import NotHanded
from tests.builders import NOON
from tests.integration.client import ANA, BEN, BODY, Day, Handing, call, client_of, text
from tests.integration.installation import free_port


@pytest.mark.parametrize("by_call", [False, True])
def test_what_was_created_is_found_newest_first_and_only_since_then(
    carrier: TwilioCarrier, day: Day, by_call: bool
) -> None:
    handing: Handing = call if by_call else text
    made = []
    for _ in range(3):
        made.append(handing(carrier, ANA).provider_id)
        day.moment += timedelta(minutes=1)
    handing(carrier, BEN)

    look_up = carrier.calls_to if by_call else carrier.texts_to
    everything = look_up(ANA, NOON)
    later = look_up(ANA, NOON + timedelta(minutes=1))

    assert [one.provider_id for one in everything] == made[::-1]
    assert [one.provider_id for one in later] == made[:0:-1]
    assert [one.created_at for one in later] == [
        NOON + timedelta(minutes=2),
        NOON + timedelta(minutes=1),
    ]
    assert {one.body for one in everything} == {"" if by_call else BODY}


def test_what_the_carrier_took_without_saying_so_is_found(
    carrier: TwilioCarrier, simulator: Simulator
) -> None:
    SimulatorClient(simulator.url).set_faults(create="drop", create_times=1)
    with pytest.raises(NotHanded):
        text(carrier, ANA)

    assert [found.body for found in carrier.texts_to(ANA, NOON)] == [BODY]


def test_a_list_that_cannot_be_read_says_so_and_no_more(simulator: Simulator) -> None:
    refused = client_of(simulator.url, token="x" * 32)
    away = client_of(f"http://127.0.0.1:{free_port()}")

    for look_up in (refused.texts_to, refused.calls_to, away.texts_to, away.calls_to):
        with pytest.raises(NotHanded) as caught:
            look_up(ANA, NOON)
        assert ANA.lstrip("+") not in "".join(traceback.format_exception(caught.value))
