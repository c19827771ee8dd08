"""Segments, against the counts that the carrier's own calculator gives."""

import pytest

from checkin.adapters.segments import Segments, count


@pytest.mark.parametrize(
    ("body", "encoding", "parts"),
    [
        ("", "GSM-7", 1),
        ("OK", "GSM-7", 1),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("a" * 152 + "€" + "a" * 8, "GSM-7", 2),
        ("a" * 159 + "[", "GSM-7", 2),
        ("á" + "a" * 69, "UCS-2", 1),
        ("á" + "a" * 70, "UCS-2", 2),
        ("á" * 135, "UCS-2", 3),
        ("👍" * 35, "UCS-2", 1),
        ("👍" * 36, "UCS-2", 2),
        ("a" * 66 + "👍" + "a" * 3, "UCS-2", 2),
        ("a" * 1600, "GSM-7", 11),
        ("á" * 1600, "UCS-2", 24),
        ("ÄÖÑÜ§¿äöñüà@£$¥èéùìòÇØøÅå\n", "GSM-7", 1),
        ("ç", "UCS-2", 1),
        ("it’s", "UCS-2", 1),
        ("half \ud83d emoji", "UCS-2", 1),
    ],
)
def test_segments_are_counted_as_they_are_billed(body: str, encoding: str, parts: int) -> None:
    assert count(body) == Segments(encoding, parts)  # type: ignore[arg-type]
