"""What the laws of talk are tried on: lines in every state, whatever is said and pressed there."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from checkin.domain.check_in import CheckInState
from checkin.domain.conversation import Asking, Conversation, Guard, Pace, Prompt, Speaking, Thread
from checkin.domain.member import Channel, MemberState
from checkin.domain.policy import Policy, Ring
from checkin.domain.risk import Assessment, Category, Finding, Level
from checkin.domain.talk.choices import OPTIONAL
from tests.builders import DAY, HOUR, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import ALL

NAMES = ("Ana", "Eva", "Zoë", "Jo")
NOTES = {
    Asking.AGE: ["", "Zoe"],
    Asking.AGREE: ["", "Zoe"],
    Asking.PURPOSE: [purpose.value for purpose in OPTIONAL],
    Asking.SPEAKER: ["pause 7", "ok", "not_ok 2", "start", "pin 4711", "refuse calls"],
    Asking.PIN: ["forget", "choices", "pin 4711"],
    Asking.KEEP: ["1", "1 2 3"],
}
BY_TEXT = [asking for asking in Asking if asking.value not in ("menu", "more", "choices")]
SAID = [
    *("1", "2", "3", "0", "ok", "not ok", "YES", "no", "later", "pause", "pause 7", "away"),
    *("back", "language", "language swahili", "call me", "person now", "buddy", "HELP", "who"),
    *("choices", "allow calls", "refuse texts", "data", "forget me", "pin", "pin 4711", "4711"),
    *("safe word", "safe word stop", "join", "start", "keep", "stop calls", "stop texts", "Ana"),
    *("stop buddy", "24.12", "Ana 1", "1 eva", "my bus stop is flooded", "", "🙂", "sawa", "shida"),
    *("i love you stop it", "who is this?", "wrong number", "no more please", "banana"),
]
KEYS = [*"0123456789*#", "", "4711", "2412", "99", "1234"]
CRISIS = Assessment(Level.CRISIS, (Finding("r", "en", Category.SUICIDE, Level.CRISIS, 0, 1, ""),))

guards = st.builds(
    Guard,
    pin=st.sampled_from(["", "4711"]),
    safe_word=st.sampled_from(["", "banana", "1234"]),
    tries=st.integers(0, 2),
    locked_until=st.sampled_from([None, NOON + HOUR]),
)


@st.composite
def threads(draw: st.DrawFn, member_id: int) -> Thread:
    """One member in any state, with any check-in, who has agreed to anything."""
    member = a_member(
        id=member_id,
        name=draw(st.sampled_from(NAMES)),
        language=draw(st.sampled_from(ALL)),
        channel=draw(st.sampled_from(Channel)),
        state=draw(st.sampled_from(MemberState)),
    )
    state = draw(st.none() | st.sampled_from(CheckInState))
    return Thread(
        member,
        a_check_in(member, state=state, due_at=NOON - draw(st.sampled_from([1, 30])) * HOUR)
        if state
        else None,
        draw(st.sampled_from([None, NOON - HOUR, NOON + DAY])),
        draw(guards),
        draw(st.frozensets(st.sampled_from(OPTIONAL))),
    )


@st.composite
def prompts(draw: st.DrawFn, members: list[int]) -> Prompt:
    """Any question of ours, open or not, to somebody on the line, or gone from it, or unknown."""
    asking = draw(st.sampled_from(BY_TEXT))
    note = draw(st.sampled_from(NOTES.get(asking, [""])))
    until = NOON + draw(st.sampled_from([-1, 1, 71])) * HOUR
    unknown: list[int | None] = [None, 99]
    return Prompt(asking, draw(st.sampled_from([*members, *unknown])), note, until)


@st.composite
def lines(draw: st.DrawFn) -> Conversation:
    """A line in any state it can be in."""
    members = list(range(1, 1 + draw(st.integers(0, 3))))
    some = st.sampled_from(members) if members else st.nothing()
    speaking = st.builds(Speaking, some, st.sampled_from([NOON - HOUR, NOON + HOUR]), st.booleans())
    stopped = draw(st.booleans())
    on_it = [draw(threads(member_id)) for member_id in members]
    return a_conversation(
        *on_it,
        line_id=11,
        language=draw(st.sampled_from(ALL)),
        stopped=stopped,
        misunderstood=draw(st.integers(0, 2)),
        answerable=draw(st.sampled_from([True, True, True, False])),
        prompt=draw(st.none() | prompts(members)),
        speaking=draw(st.none() | speaking),
        pace=draw(st.sampled_from([Pace(), Pace(NOON - timedelta(minutes=1), 12)])),
    )


policies = st.builds(
    Policy,
    languages=st.sampled_from([ALL, ("en",), ("sw", "en")]),
    carrier_confirms_stop=st.booleans(),
    adults_only=st.booleans(),
    scale=st.booleans(),
    rings=st.sampled_from(Ring),
)
said = st.sampled_from(SAID) | st.text(max_size=12)
CONCERN = replace(CRISIS, level=Level.CONCERN)
assessments = st.sampled_from([Assessment(Level.NONE), CONCERN, CRISIS])
