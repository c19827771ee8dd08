"""Segments are counted as the networks count them."""

import pytest

from checkin.simulator.message.segments import Segments, segments_of


@pytest.mark.parametrize(
    ("body", "count", "encoding"),
    [
        ("", 1, "GSM-7"),
        ("a" * 160, 1, "GSM-7"),
        ("a" * 161, 2, "GSM-7"),
        ("a" * 307, 3, "GSM-7"),
        ("€" * 80, 1, "GSM-7"),
        ("€" * 81, 2, "GSM-7"),
        ("a" * 152 + "€" + "a" * 8, 2, "GSM-7"),
        ("á" + "a" * 69, 1, "UCS-2"),
        ("á" + "a" * 70, 2, "UCS-2"),
        ("👍" * 35, 1, "UCS-2"),
        ("a" * 66 + "👍" + "aaa", 2, "UCS-2"),
        ("á" * 1600, 24, "UCS-2"),
    ],
)
def test_counts(body: str, count: int, encoding: str) -> None:
    assert segments_of(body) == Segments(count, encoding)
