"""Key 8 of who has a buddy: the whole menu, and the whole of it again after a wrong key."""

from checkin.domain.consent import Purpose
from tests.builders import a_conversation, a_member
from tests.pairing import active
from tests.unit.domain.talk.line import BOTH, Line, a_thread


def test_a_wrong_key_has_the_whole_menu_said_again() -> None:
    paired = a_thread(a_member(), standing=BOTH | {Purpose.BUDDY_CONTACT}, bonds=(active(),))
    line = Line(a_conversation(paired, line_id=11))

    line.call("8")
    assert line.said == ["relay.menu", "relay.ways"]
    line.press("5")
    assert line.said == ["call.wrong_key", "relay.menu", "relay.ways"]
    line.press("*")
    assert line.said == ["relay.menu", "relay.ways"]
