"""The words under which somebody consented: filled by the organisation, never by a member."""

from dataclasses import replace

import pytest

from checkin.domain.consent.shown import WordingShown, mentioned

INVITED = WordingShown(
    "text", "invitation", "en", "Hi {name}, {organisation} {{asks}}: {phone}", {"phone": "555"}
)


def test_the_organisations_values_are_filled_in_and_a_members_stay_places() -> None:
    shown = replace(INVITED, values={"phone": "555", "organisation": "Circle"})

    assert shown.said == "Hi {name}, Circle {asks}: 555"


def test_only_values_that_are_mentioned_belong_to_it() -> None:
    given = {"phone": "555", "helpline": "988", "asks": "no", "name.x": "no"}

    assert mentioned(INVITED.text, given) == {"phone": "555"}


@pytest.mark.parametrize(
    "changes",
    [
        {"medium": "voice"},
        {"key": "other"},
        {"language": "fr"},
        {"text": "Hi {name}"},
        {"values": {"phone": "556"}},
        {"values": {}},
    ],
)
def test_another_text_has_another_hash(changes: dict[str, object]) -> None:
    assert replace(INVITED, **changes).hash != INVITED.hash
    assert replace(INVITED, **changes).version != INVITED.version
    assert replace(INVITED).hash == INVITED.hash


@pytest.mark.parametrize("text", ["{", "}", "{0}", "{name.x}", "{name!r}", "{a b}"])
def test_a_text_that_was_spoilt_can_still_be_shown(text: str) -> None:
    assert replace(INVITED, text=text).said == text
