"""What has been tried for an escalation is counted as it happens."""

from checkin.domain.duty.working import contacted
from checkin.domain.escalation import Cover, OnCall, climb
from checkin.domain.policy import Policy
from checkin.wording import keys
from tests.builders import NOON, an_escalation

STAFF = Cover((OnCall(1, 11), OnCall(2, 12)))


def test_each_rung_that_reaches_anybody_is_counted() -> None:
    once = climb(an_escalation(), STAFF, NOON, Policy())
    again = climb(once.after, STAFF, NOON, Policy())
    nobody = climb(an_escalation(), Cover(()), NOON, Policy())
    assert [step.after.told for step in (once, again, nobody)] == [1, 2, 0]
    for step in (once, again, nobody):
        assert f"timeline.{step.what}" in keys.PAGE


def test_being_in_touch_is_counted_and_keeps_a_promise() -> None:
    promised = an_escalation(contact_by=NOON, contacts=1)
    after = contacted(promised, 1, "wrote", NOON).after
    assert (after.contacts, after.contacted_at, after.contact_by) == (2, NOON, None)
