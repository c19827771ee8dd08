"""The real client of the carrier against its stand-in: every way to fail, and what it means."""

import logging
import traceback

import pytest

from checkin.adapters.carrier import TwilioCarrier
from checkin.domain.carrier import Fate
from checkin.simulator.client import SimulatorClient
from checkin.simulator.simulator import Simulator
from checkin.usecases.ports import NotHanded
from tests.integration.client import (
    ANA,
    BASE,
    BODY,
    HASTE,
    SERVICE_SID,
    Handing,
    call,
    client_of,
    hurried,
    text,
)
from tests.integration.installation import free_port
from tests.town.settings import SERVICE

BOTH = pytest.mark.parametrize("handing", [text, call])


def refusal(carrier: TwilioCarrier, handing: Handing, number: str = ANA) -> NotHanded:
    """How the carrier does not take it, with nothing personal in any of it."""
    with pytest.raises(NotHanded) as caught:
        handing(carrier, number)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.args)
    assert number not in told
    assert number.lstrip("+") not in told
    assert BODY not in told
    assert caught.value.__cause__ is None  # what the library raised carries the whole request
    return caught.value


@BOTH
def test_what_the_carrier_takes_is_handed_over(carrier: TwilioCarrier, handing: Handing) -> None:
    handed = handing(carrier, ANA)

    assert handed.status == "queued"
    assert handed.provider_id[:2] in ("SM", "CA")


def test_our_own_ids_are_in_the_addresses_the_carrier_calls(
    carrier: TwilioCarrier, simulator: Simulator
) -> None:
    sent, rung = text(carrier, ANA), call(carrier, ANA)

    message = simulator.carrier.messages[sent.provider_id]
    ringing = simulator.carrier.calls[rung.provider_id]
    assert message.status_callback == f"{BASE}/twilio/sms/status/17"
    assert message.body == BODY
    assert ringing.url == f"{BASE}/twilio/voice/answered/18"
    assert ringing.status_hook
    assert ringing.status_hook.url == f"{BASE}/twilio/voice/status/18"
    assert ringing.detection


def test_texts_leave_by_the_messaging_service_and_calls_by_the_number(
    simulator: Simulator,
) -> None:
    carrier = client_of(simulator.url, service=SERVICE_SID)

    sent, rung = text(carrier, ANA), call(carrier, ANA)

    assert simulator.carrier.messages[sent.provider_id].messaging_service_sid == SERVICE_SID
    assert simulator.carrier.calls[rung.provider_id].from_ == SERVICE


@BOTH
@pytest.mark.parametrize(
    ("fault", "fate", "code", "stored"),
    [
        ("429", Fate.LATER, 20429, 0),
        ("500-after", Fate.UNKNOWN, 20500, 1),
        ("time-out", Fate.UNKNOWN, 0, 1),
        ("drop", Fate.UNKNOWN, 0, 1),
    ],
)
def test_each_fault_means_what_may_have_happened(
    carrier: TwilioCarrier,
    simulator: Simulator,
    handing: Handing,
    fault: str,
    fate: Fate,
    code: int,
    stored: int,
) -> None:
    SimulatorClient(simulator.url).set_faults(create=fault, hold_seconds=3 * HASTE)

    error = refusal(hurried(carrier), handing)

    assert (error.fate, error.code) == (fate, code)
    assert len(simulator.carrier.messages) + len(simulator.carrier.calls) == stored


@BOTH
def test_after_a_fault_the_next_one_gets_through(
    carrier: TwilioCarrier, simulator: Simulator, handing: Handing
) -> None:
    SimulatorClient(simulator.url).set_faults(create="drop", create_times=1)
    refusal(carrier, handing)

    assert handing(carrier, ANA).provider_id


@BOTH
def test_where_nobody_listens_nothing_was_accepted(handing: Handing) -> None:
    error = refusal(client_of(f"http://127.0.0.1:{free_port()}"), handing)

    assert (error.fate, error.code) == (Fate.LATER, 0)


@BOTH
def test_a_carrier_that_cannot_be_found_has_accepted_nothing(handing: Handing) -> None:
    error = refusal(client_of("http://nowhere.invalid"), handing)

    assert error.fate is Fate.LATER


@pytest.mark.parametrize(
    ("handing", "number", "fate", "code"),
    [
        (text, "+15005550001", Fate.REFUSED, 21211),
        (text, "+15005550002", Fate.REFUSED, 21612),
        (text, "+15005550003", Fate.REFUSED, 21408),
        (text, "+15005550004", Fate.OPTED_OUT, 21610),
        (text, "+15005550009", Fate.REFUSED, 21614),
        (call, "+15005550001", Fate.REFUSED, 21217),
        (call, "+15005550002", Fate.REFUSED, 21214),
        (call, "+15005550003", Fate.REFUSED, 21215),
        (call, "+15005550004", Fate.REFUSED, 21216),
        (text, "12345", Fate.REFUSED, 21211),
        (call, "12345", Fate.REFUSED, 21211),
    ],
)
def test_numbers_that_are_refused_are_never_tried_again(
    carrier: TwilioCarrier, handing: Handing, number: str, fate: Fate, code: int
) -> None:
    error = refusal(carrier, handing, number)

    assert (error.fate, error.code) == (fate, code)


def test_who_has_stopped_us_at_the_carrier_is_told_apart(
    carrier: TwilioCarrier, simulator: Simulator
) -> None:
    SimulatorClient(simulator.url).handset(ANA).set_mode("stopped")

    error = refusal(carrier, text)

    assert (error.fate, error.code) == (Fate.OPTED_OUT, 21610)


@BOTH
def test_a_wrong_token_is_ours_to_mend(simulator: Simulator, handing: Handing) -> None:
    error = refusal(client_of(simulator.url, token="x" * 32), handing)

    assert (error.fate, error.code) == (Fate.MISCONFIGURED, 20003)


def test_a_messaging_service_that_is_not_there_is_ours_to_mend(simulator: Simulator) -> None:
    error = refusal(client_of(simulator.url, service="MG" + "0" * 32), text)

    assert (error.fate, error.code) == (Fate.MISCONFIGURED, 21701)


@BOTH
@pytest.mark.parametrize("fault", ["429", "500-after", "drop", "time-out"])
def test_nothing_that_is_logged_from_warning_on_holds_a_number_or_a_body(
    carrier: TwilioCarrier,
    simulator: Simulator,
    handing: Handing,
    fault: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    SimulatorClient(simulator.url).set_faults(create=fault, hold_seconds=3 * HASTE)
    caplog.set_level(logging.WARNING)

    refusal(hurried(carrier), handing)

    assert ANA.lstrip("+") not in caplog.text
    assert BODY not in caplog.text
