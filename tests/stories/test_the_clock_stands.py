"""No clock runs, and perhaps no worker: the web tells a person by itself, once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from twilio.request_validator import RequestValidator

from checkin.usecases import standing_clock
from tests.integration.site import at_once
from tests.town.phone import Phone
from tests.town.settings import TOKEN
from tests.town.town import Town
from tests.web.carrier_requests import an_sms

HARMLESS = "LANGUAGE"  # answered at once, and nobody is told


@pytest.fixture
def awake(town: Town) -> Town:
    """A town in which the clock ran until now, and Cleo is on call."""
    town.coordinator("Cleo")
    town.decides(clock_jumps=False)
    town.settle()
    return town


def texts(town: Town, phone: Phone, body: str) -> None:
    """Somebody texts; nobody is awake but the web and the carrier."""
    path, form = "/twilio/sms", an_sms(From=phone.number, Body=body)
    signature = RequestValidator(TOKEN).compute_signature(town.base_url + path, form)
    asks(town, path, form, {"X-Twilio-Signature": signature})


def asks(town: Town, path: str, form: Mapping[str, str] | None = None, headers: Any = None) -> int:
    """Somebody asks the web; over when everything that the web does of it is done."""
    method = "POST" if form else "GET"
    with town.app.test_client().open(path, method=method, data=form, headers=headers) as answer:
        status = answer.status_code
    town.carrier.settle()
    return status


def test_a_text_that_comes_late_has_the_coordinator_paged_once(awake: Town) -> None:
    ana, cleo = awake.enrol("Ana"), awake.phone("Cleo")
    awake.moment += timedelta(minutes=11)

    texts(awake, ana, HARMLESS)
    cleo.expects("the service itself has trouble", "1t")
    for _ in range(3):
        awake.moment += timedelta(minutes=20)
        texts(awake, ana, HARMLESS)
    cleo.is_silent()


def test_a_clock_that_comes_through_is_no_trouble(awake: Town) -> None:
    ana = awake.enrol("Ana")
    awake.moment += timedelta(minutes=10)
    texts(awake, ana, HARMLESS)


def test_a_clock_that_never_ran_has_not_stopped(town: Town) -> None:
    town.coordinator("Cleo")
    town.decides(clock_jumps=False)
    ana = town.enrol("Ana")
    town.moment += timedelta(hours=1)
    texts(town, ana, HARMLESS)


def test_a_danger_is_paged_with_no_clock_no_worker_and_no_queue(awake: Town) -> None:
    ana, cleo = awake.enrol("Ana"), awake.phone("Cleo")
    awake.batches.away = True
    awake.moment += timedelta(minutes=30)

    texts(awake, ana, "I want to kill myself")

    heard = [cleo.expects(), cleo.expects()]
    assert ["the service itself" in words for words in heard] in ([True, False], [False, True])


def test_whoever_watches_the_web_is_enough(awake: Town) -> None:
    awake.moment += timedelta(minutes=11)
    assert asks(awake, "/healthz") == 200
    awake.phone("Cleo").is_silent()
    assert asks(awake, "/readyz") == 503
    awake.phone("Cleo").expects("the service itself has trouble")


def test_each_time_that_it_stops_is_told(awake: Town) -> None:
    ana, cleo = awake.enrol("Ana"), awake.phone("Cleo")
    awake.moment += timedelta(minutes=11)
    texts(awake, ana, HARMLESS)
    cleo.expects("the service itself has trouble")
    cleo.replies("1t")
    cleo.expects("1 is yours")
    cleo.replies("1d the machine was off")
    cleo.expects("1 is resolved")

    awake.moment += timedelta(minutes=11)
    texts(awake, ana, HARMLESS)
    cleo.expects("the service itself has trouble")


def test_two_who_see_it_at_once_tell_one_person_once(awake: Town) -> None:
    awake.moment += timedelta(minutes=11)

    at_once(*[lambda: standing_clock.look(awake.services)] * 2)
    awake.carrier.settle()

    awake.phone("Cleo").expects("the service itself has trouble")
