"""A phone is not flooded, and nothing that waits is lost sight of."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.escalation import EscalationKind, OnCall, pages
from checkin.domain.escalation.brake import GATHERS, MANY, Recent, braked
from checkin.domain.escalation.ladder import HOLD_ENDS
from checkin.domain.outgoing import Kind, Outgoing
from checkin.domain.policy import Policy
from checkin.domain.urgency import By
from tests.builders import CLEO, NOON
from tests.unit.domain.laws import law

POLICY = Policy()
PAGE = pages(1, EscalationKind.DANGER, [CLEO], NOON)
RING = pages(1, EscalationKind.DANGER, [CLEO], NOON, [By.CALL])
DOV = OnCall(coordinator_id=4, line_id=14)
recents = st.builds(Recent, st.integers(0, 9), st.booleans(), st.integers(0, 2))


def sent(made: Sequence[Outgoing], lately: Recent) -> tuple[Outgoing, ...]:
    """What of these leaves for Cleo, who has been sent that much lately."""
    return braked(made, {CLEO.line_id: lately}, NOON, POLICY)


def test_a_few_pages_leave_as_they_are() -> None:
    for had in range(POLICY.pages_at_once):
        assert sent(PAGE, Recent(texts=had)) == PAGE


def test_the_next_one_becomes_a_page_about_many_that_waits_for_more() -> None:
    (page,) = sent(PAGE, Recent(texts=POLICY.pages_at_once))

    assert (page.kind, page.wording, page.not_before) == (Kind.PAGE, MANY, NOON + GATHERS)
    assert (page.subject.line_id, page.subject.escalation_id) == (CLEO.line_id, None)


def test_while_that_waits_nothing_is_added() -> None:
    assert sent(PAGE, Recent(texts=POLICY.pages_at_once + 1, many=True)) == ()


def test_who_is_asked_whether_they_still_have_it_is_asked_in_any_case() -> None:
    asked = (replace(PAGE[0], wording=HOLD_ENDS),)

    assert sent(asked, Recent(texts=99, many=True)) == asked


def test_one_call_tells_of_everything_that_waits() -> None:
    assert sent(RING, Recent()) == RING
    assert sent(RING, Recent(calls=1)) == ()
    assert sent(RING + RING, Recent()) == RING


def test_a_call_is_not_held_back_by_texts_nor_a_text_by_calls() -> None:
    assert sent(RING, Recent(texts=9, many=True)) == RING
    assert sent(PAGE, Recent(calls=9)) == PAGE


@law
@given(
    st.lists(st.tuples(st.sampled_from([CLEO, DOV]), st.sampled_from(By)), max_size=60),
    st.dictionaries(st.sampled_from([CLEO.line_id, DOV.line_id]), recents),
    st.integers(1, 6),
)
def test_however_many_come_at_once_a_phone_gets_few_and_hears_that_there_are_more(
    wanted: list[tuple[OnCall, By]], recent: dict[int, Recent], at_once: int
) -> None:
    policy = Policy(pages_at_once=at_once)
    made = [
        page
        for number, (who, by) in enumerate(wanted)
        for page in pages(number, EscalationKind.NOT_OK, [who], NOON, [by])
    ]

    leaving = braked(made, recent, NOON, policy)

    for line_id in (CLEO.line_id, DOV.line_id):
        lately = recent.get(line_id, Recent())
        mine = [page for page in leaving if page.subject.line_id == line_id]
        texts = [page for page in mine if page.kind is Kind.PAGE]
        many = [page for page in texts if page.wording == MANY]
        asked = [page for page in made if page.subject.line_id == line_id]
        asked_texts = [page for page in asked if page.kind is Kind.PAGE]
        assert len(texts) - len(many) <= max(0, at_once - lately.texts)
        assert len(many) <= 1
        assert len(mine) - len(texts) <= 1
        if any(page not in leaving for page in asked_texts):
            assert many or lately.many
        if len(asked) > len(asked_texts):
            assert lately.calls or len(mine) > len(texts)
