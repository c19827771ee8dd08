"""Whatever happens on a line, its chain holds; and no single change to it goes unseen."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.consent.chain import Facts, Head
from checkin.domain.consent.checking import Row, verify
from tests.unit.domain.laws import law, moments
from tests.unit.domain.ledgers import SHOWN, facts, ledger, swapped, tampered, without

said = st.builds(
    facts,
    member_id=st.none() | st.integers(1, 3),
    purpose=st.sampled_from(Purpose),
    action=st.sampled_from(Action),
    medium=st.sampled_from(Medium),
    wording=st.sampled_from(["", "invitation"]),
    wording_hash=st.sampled_from(["", SHOWN.hash]),
    language=st.sampled_from(["", "en", "sw_KE"]),
    occurred_at=moments,
)
ledgers = st.lists(said, min_size=1, max_size=6).map(lambda events: ledger(*events))


@law
@given(st.lists(said, max_size=12))
def test_any_sequence_of_events_holds(events: list[Facts]) -> None:
    rows, head = ledger(*events)

    assert verify(rows, head).holds
    assert head.count == len(events)


@settings(law, max_examples=80)
@given(ledgers, st.data())
def test_any_single_change_is_found_and_its_row_named(
    made: tuple[list[Row], Head], data: st.DataObject
) -> None:
    rows, head = made
    place = data.draw(st.integers(0, len(rows) - 1))
    _, changed = data.draw(st.sampled_from(list(tampered(rows[place]))))

    verdict = verify([*rows[:place], changed, *rows[place + 1 :]], head)

    assert verdict.first_broken == changed.id


@settings(law, max_examples=80)
@given(ledgers, st.data())
def test_any_row_lost_doubled_or_out_of_place_is_found(
    made: tuple[list[Row], Head], data: st.DataObject
) -> None:
    rows, head = made
    places = st.integers(0, len(rows) - 1)
    one, two = data.draw(places), data.draw(places)

    assert not verify(without(rows, one), head).holds
    assert not verify([*rows[:one], replace(rows[one], id=99), *rows[one:]], head).holds
    assert verify(swapped(rows, one, two), head).holds is (one == two)


@law
@given(ledgers, ledgers)
def test_no_row_fits_into_the_chain_of_another_line(
    made: tuple[list[Row], Head], others: tuple[list[Row], Head]
) -> None:
    rows, head = made
    moved = [replace(row, id=100 + row.id) for row in others[0]]
    elsewhere = [replace(row, facts=replace(row.facts, line="e" * 64)) for row in moved]

    assert not verify(elsewhere, others[1]).holds
    assert not verify([*rows, elsewhere[0]], head).holds
