"""Logs: no road by which a number, a name or a body gets into them."""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import structlog
from twilio.http import HttpClient

from checkin import logs
from checkin.domain.member import Member
from checkin.logs.redaction import field

NUMBER, NAME, BODY = "+12125550142", "Zebedee", "I feel unwell today"
CANARIES = (NUMBER, NUMBER[1:], "5550142", "212) 555", NAME, BODY, "unwell")

Read = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def put_back() -> Iterator[None]:
    """Everything that `configure` sets, as it was before."""
    root = logging.root
    handlers, level, raising = root.handlers, root.level, logging.raiseExceptions
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    root.handlers, logging.raiseExceptions = handlers, raising
    root.setLevel(level)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def written(put_back: None) -> Read:
    """The JSON lines written since the logs were set up."""
    stream = StringIO()
    logs.configure(json_lines=True, stream=stream)

    def read() -> list[dict[str, Any]]:
        text = stream.getvalue()
        assert [canary for canary in CANARIES if canary in text] == [], text
        return [json.loads(line) for line in text.splitlines()]

    return read


def fail(body: str) -> None:
    secret = f"{NAME} {NUMBER}"
    raise ValueError(f"{body} of {secret}")


def fail_after_another() -> None:
    try:
        fail(BODY)
    except ValueError as error:
        raise KeyError(NAME) from error


def test_an_event_of_ours_is_one_json_line(written: Read) -> None:
    structlog.get_logger("checkin").info("text_sent", text_id=7, kind="ask", took=0.25, urgent=True)
    (line,) = written()
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo == UTC
    assert line == {
        "event": "text_sent",
        "level": "info",
        "text_id": 7,
        "kind": "ask",
        "took": 0.25,
        "urgent": True,
    }


def _log_ours(**fields: object) -> None:
    structlog.get_logger("checkin").warning("happened", **fields)


def _log_uncaught() -> None:
    try:
        fail_after_another()
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)


def _log_from_a_thread() -> None:
    thread = threading.Thread(target=fail_after_another)
    thread.start()
    thread.join()


def _log_with_the_exception(logger: Any) -> None:
    try:
        fail_after_another()
    except KeyError:
        logger.exception("failed")


def _log_with_context() -> None:
    structlog.contextvars.bind_contextvars(name=NAME, about=BODY, line=NUMBER)
    structlog.get_logger("checkin").error("happened")


def _log_a_request_of_the_carriers_client() -> None:
    client = HttpClient(logging.getLogger("twilio.http_client"), False)
    client.log_request(
        {
            "method": "POST",
            "url": f"https://example.org/Messages/{NUMBER}",
            "params": {"Body": BODY},
            "data": {"To": NUMBER},
            "headers": {"X-Name": NAME},
        }
    )
    _log_ours()


def _log_below_a_level_of_its_own() -> None:
    logger = logging.getLogger("rq.worker")
    logger.setLevel(logging.DEBUG)
    logger.info("Job for %s", NAME)
    _log_ours()


def _log_what_cannot_be_formatted() -> None:
    logging.getLogger("library").error("%d people", NAME)


def _log_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(f"{NAME} {NUMBER}", stacklevel=1)


def _log_from_a_finaliser() -> None:
    class Dying:
        def __del__(self) -> None:
            fail(BODY)

    Dying()


ROADS: dict[str, Callable[[], None]] = {
    "fields named for a person": lambda: _log_ours(name=NAME, body=NAME, to_number=NUMBER),
    "a number in another field": lambda: _log_ours(
        line=NUMBER, where=f"x{NUMBER}y", key=NUMBER[1:]
    ),
    "a number as an integer": lambda: _log_ours(line=int(NUMBER)),
    "a number as people write it": lambda: _log_ours(line="(212) 555-0142", other="212-555-0142"),
    "a body in another field": lambda: _log_ours(why=BODY, file=Path(BODY)),
    "values within values": lambda: _log_ours(all=[{"name": NAME}, {NUMBER: BODY}, (BODY,)]),
    "an object of the domain": lambda: _log_ours(member=Member(1, 1, NAME), raw=BODY.encode()),
    "an exception as a value": lambda: _log_ours(error=ValueError(BODY)),
    "an event that is not constant": lambda: structlog.get_logger().error(f"sent to {NAME}"),
    "arguments of an event": lambda: structlog.get_logger().error("sent to %s", NAME),
    "fields of the context": _log_with_context,
    "our exception": lambda: _log_with_the_exception(structlog.get_logger("checkin")),
    "an exception of a library": lambda: _log_with_the_exception(logging.getLogger("library")),
    "an uncaught exception": _log_uncaught,
    "an uncaught exception of a thread": _log_from_a_thread,
    "an exception while an object dies": _log_from_a_finaliser,
    "a library's arguments": lambda: logging.getLogger("library").error("to %s: %s", NAME, BODY),
    "a library's words": lambda: logging.getLogger("library").error(", ".join((NAME, NUMBER))),
    "a library's extra": lambda: logging.getLogger("library").error("x", extra={"who": NAME}),
    "a library's stack": lambda: logging.getLogger("library").error(BODY[:0], stack_info=True),
    "what cannot be formatted": _log_what_cannot_be_formatted,
    "a request of the carrier's client": _log_a_request_of_the_carriers_client,
    "a library that sets its own level": _log_below_a_level_of_its_own,
    "a warning": _log_a_warning,
}


@pytest.mark.parametrize("road", ROADS)
def test_no_road_lets_a_person_into_the_logs(
    written: Read, capfd: pytest.CaptureFixture[str], road: str
) -> None:
    ROADS[road]()
    assert len(written()) == 1  # something was written, and `written` looks for the canaries
    beside = capfd.readouterr()
    assert beside.out + beside.err == ""


def test_the_terminals_lines_are_as_discreet(put_back: None) -> None:
    stream = StringIO()
    logs.configure(json_lines=False, stream=stream)
    for road in ROADS.values():
        road()
    shown = stream.getvalue()
    assert [canary for canary in CANARIES if canary in shown] == []
    assert len(shown.splitlines()) == len(ROADS)
    assert "{" not in shown.splitlines()[0]


def test_an_exception_is_told_by_its_types_and_places(written: Read) -> None:
    _log_uncaught()
    (line,) = written()
    told = line["raised"]
    assert (line["event"], line["level"]) == ("crashed", "critical")
    assert [entry for entry in told if entry.startswith("builtins.")] == [
        "builtins.KeyError",
        "builtins.ValueError",
    ]
    assert told[-1].startswith("unit/adapters/test_logs.py:")
    assert told[-1].endswith(" fail")


def test_an_exception_that_leads_back_to_itself_is_told_once(written: Read) -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    structlog.get_logger("checkin").error("happened", exc_info=first)
    assert written()[0]["raised"] == ["builtins.ValueError", "builtins.KeyError"]


@pytest.mark.parametrize(
    ("template", "args", "said"),
    [
        ("worker started", (), "worker started"),
        ("worker %s has pid %d", (NAME, 4711), "worker * has pid 4711"),
        ("worker %s", (int(NUMBER),), "worker *"),
        ("worker %(who)s", ({"who": NAME},), "worker %(who)s"),
        ("worker %d", (NAME,), "worker %d"),
    ],
)
def test_what_a_library_says_is_kept_as_far_as_it_is_constant(
    written: Read, template: str, args: tuple[object, ...], said: str
) -> None:
    logging.getLogger("library").warning(template, *args)
    (line,) = written()
    assert (line["event"], line["logger"], line["said"]) == ("library", "library", said)
    assert line["at"].startswith("unit/adapters/test_logs.py:")


def test_a_line_that_cannot_be_rendered_is_told_as_lost(written: Read) -> None:
    class Unspeakable:
        def __str__(self) -> str:
            raise RuntimeError(BODY)

    logging.getLogger("library").error(Unspeakable())
    (line,) = written()
    assert line["event"] == "line_lost"


def test_handlers_that_others_have_set_up_are_removed(put_back: None) -> None:
    other = StringIO()
    logger = logging.getLogger("gunicorn.error")
    logger.addHandler(logging.StreamHandler(other))
    logger.propagate = False
    stream = StringIO()
    logs.configure(json_lines=True, stream=stream)
    logger.error("worker exited")
    assert other.getvalue() == ""
    assert json.loads(stream.getvalue())["logger"] == "gunicorn.error"


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("state", "answered", "answered"),
        ("reason", "dropped.stale", "dropped.stale"),
        ("provider_id", "SM" + "12345678" * 4, "SM" + "12345678" * 4),
        ("path", "/twilio/sms", "/twilio/sms"),
        ("text_id", 12, 12),
        ("late", timedelta(minutes=5), "0:05:00"),
        ("due", datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02 03:00:00+00:00"),
        ("nothing", None, None),
        ("count", 12345678, 12345678),
        ("count", 123456789, "**89"),
        ("line", "+254722178177", "**77"),
        ("line", "tel:2125550142", "tel:**42"),
        ("name", "Amina", "<dropped>"),
        ("phone_number", 1, "<dropped>"),
        ("member", Member(1, 1, "Amina"), "<Member>"),
        ("why", "two words", "<9 characters>"),
        ("why", "Ämina", "<5 characters>"),
        ("all", {"name": "Amina", "id": 1}, {"name": "<dropped>", "id": 1}),
    ],
)
def test_a_field_keeps_what_is_about_nobody(name: str, value: object, kept: object) -> None:
    assert field(name, value) == kept
