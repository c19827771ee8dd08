"""The clock of the demonstration: forward by jumps, never back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Response

from checkin.simulator.demo_clock import DemoClock, NothingDue

from .receiver import Receiver

MACHINE = datetime(2026, 3, 2, 7, 30, 15, tzinfo=UTC)


def clock(folder: Path, zone: str = "UTC", next_due_url: str | None = None) -> DemoClock:
    return DemoClock(folder / "var" / "clock", zone, next_due_url, lambda: MACHINE)


def test_it_is_the_machines_until_it_is_moved(tmp_path: Path) -> None:
    assert clock(tmp_path).now() == MACHINE


def test_an_hour_is_added_and_seen_by_every_reader(tmp_path: Path) -> None:
    clock(tmp_path).jump("hour")
    assert clock(tmp_path).jump("hour") == datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)
    assert (tmp_path / "var" / "clock").read_text() == "7200\n"
    assert [each.name for each in (tmp_path / "var").iterdir()] == ["clock"]


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("UTC", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2026, 3, 3, 3, 30, tzinfo=UTC)),
        ("America/Bogota", datetime(2026, 3, 2, 14, tzinfo=UTC)),
    ],
)
def test_morning_is_the_next_nine_oclock_where_it_is(
    tmp_path: Path, zone: str, morning: datetime
) -> None:
    assert clock(tmp_path, zone).jump("morning") == morning
    assert (clock(tmp_path, zone).jump("morning") - morning).days == 1


def test_nine_oclock_stays_nine_oclock_when_the_clocks_change(tmp_path: Path) -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    spring = DemoClock(tmp_path / "clock", "Europe/Madrid", None, lambda: before)
    assert spring.jump("morning") == datetime(2026, 3, 29, 7, tzinfo=UTC)


def due(receiver: Receiver, folder: Path, at: str | None) -> DemoClock:
    receiver.answer("/due", Response(json.dumps({"at": at}), content_type="application/json"))
    return clock(folder, next_due_url=receiver.url + "/due")


def test_next_goes_to_one_second_after_what_is_due(receiver: Receiver, tmp_path: Path) -> None:
    moved = due(receiver, tmp_path, "2026-03-02T08:00:00.500000+00:00").jump("next")
    assert moved == datetime(2026, 3, 2, 8, 0, 2, tzinfo=UTC)


def test_next_never_goes_back(receiver: Receiver, tmp_path: Path) -> None:
    assert due(receiver, tmp_path, "2026-03-01T08:00:00+00:00").jump("next") == MACHINE


def test_nothing_due_is_told(receiver: Receiver, tmp_path: Path) -> None:
    with pytest.raises(NothingDue):
        due(receiver, tmp_path, None).jump("next")
    with pytest.raises(NothingDue):
        clock(tmp_path).jump("next")


def test_an_unknown_jump_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="yesterday"):
        clock(tmp_path).jump("yesterday")
