"""STOP from every state, on every line, in every dress: everything stops."""

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.consent import Action, ConsentEvent, Purpose, standing
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import CheckInChanged, Decision, LineChanged, MemberChanged
from checkin.domain.hearing import Heard, hear
from checkin.domain.intents import STOP_WORDS
from checkin.domain.member import Member, MemberState
from checkin.domain.policy import Policy
from tests.builders import NOON, replaced
from tests.unit.domain.laws import conversations, law, purposes

stops = st.builds(
    Heard,
    body=st.sampled_from(sorted(STOP_WORDS)).map(lambda word: f" {word.upper()}!! 🛑"),
    evidence=st.just("SM1"),
    opt_out=st.sampled_from(["", "STOP", "START", "HELP", "NEW"]),
) | st.builds(Heard, body=st.text(max_size=9), evidence=st.just("SM1"), opt_out=st.just("STOP"))
policies = st.builds(Policy, carrier_confirms_stop=st.booleans())
bodies = st.sampled_from(["1", "2", "YES", "NO", "START", "HELP", "hello", "", "join"])


def applied(line: Conversation, decision: Decision) -> Conversation:
    """The line after a decision, as the shell would leave it."""
    states = {c.member_id: c.state for c in decision.changes if isinstance(c, MemberChanged)}
    check_ins = {c.before.id: c.after for c in decision.changes if isinstance(c, CheckInChanged)}
    stopped = [c.stopped for c in decision.changes if isinstance(c, LineChanged)]

    def moved(thread: Thread) -> Thread:
        member: Member = replaced(thread.member, state=states.get(thread.member.id))
        found = thread.check_in and check_ins.get(thread.check_in.id, thread.check_in)
        return Thread(member, found, thread.invited_until)

    return replaced(
        line,
        threads=tuple(map(moved, line.threads)),
        stopped=next((s for s in reversed(stopped) if s is not None), None),
    )


@settings(law, max_examples=80)
@given(conversations(), stops, policies, purposes)
def test_stop_leaves_nobody_with_us_nothing_open_and_nothing_agreed_to(
    line: Conversation, text: Heard, policy: Policy, agreed: frozenset[Purpose]
) -> None:
    decision = hear(line, text, NOON, policy)

    after = applied(line, decision)
    events = [c for c in decision.changes if isinstance(c, ConsentEvent)]
    ledger = [(purpose, Action.GRANTED) for purpose in sorted(agreed)]
    assert all(thread.member.state is MemberState.LEFT for thread in after.threads)
    assert not any(thread.check_in and thread.check_in.is_open for thread in after.threads)
    assert [(e.line_id, e.member_id) for e in events] == [(line.line_id, None)]
    assert standing([*ledger, *((e.purpose, e.action) for e in events)]) == frozenset()
    assert (after.stopped, decision.send) == (True, ())


@settings(law, max_examples=80)
@given(conversations(), st.lists(bodies, max_size=4), policies)
def test_stop_is_answered_at_most_once_and_nothing_but_help_after_it(
    line: Conversation, texts: list[str], policy: Policy
) -> None:
    line = applied(line, hear(line, Heard("STOP", "SM1"), NOON, policy))

    for body in ["stop", *(text for text in texts if text not in ("START", "join"))]:
        decision = hear(line, Heard(body, "SM2"), NOON, policy)
        line = applied(line, decision)

        assert decision.reply is None or decision.reply.say[0].key == "help"
        assert line.stopped


@law
@given(conversations(), bodies, policies)
def test_no_text_makes_a_rule_fail_or_sends_anything_but_its_reply(
    line: Conversation, body: str, policy: Policy
) -> None:
    decision = hear(line, Heard(body, "SM1"), NOON, policy)

    assert decision.send == ()
    assert decision.reply is None or decision.reply.say
