"""What the verbs of TwiML for voice ask of a call."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Speak:
    """Say words, `times` over."""

    text: str
    language: str
    times: int = 1


@dataclass(frozen=True)
class Sound:
    """Play the file at `url`, or the `tones` of keys when there is no URL, `times` over."""

    url: str | None
    tones: str = ""
    times: int = 1


@dataclass(frozen=True)
class Rest:
    """Say nothing for `seconds`."""

    seconds: float


@dataclass(frozen=True)
class Gather:
    """Collect keys or words while the nested verbs are spoken and for `timeout` seconds after each.

    `action_on_empty` has the action asked for although nothing was heard.
    """

    action: str
    method: str
    timeout: float
    finish_on_key: str
    num_digits: int | None
    action_on_empty: bool
    barge_in: bool
    hears_keys: bool
    hears_words: bool
    language: str
    nested: tuple[Element, ...]


@dataclass(frozen=True)
class Listen:
    """All that is nested in a Gather has been said: only silence can end it now."""


@dataclass(frozen=True)
class RecordingHook:
    """Where what becomes of a recording is reported: in-progress, completed, absent."""

    url: str
    method: str
    events: frozenset[str]


@dataclass(frozen=True)
class Record:
    """Record what the person says, until `timeout` seconds of silence or another end."""

    action: str
    method: str
    timeout: float
    finish_on_key: str
    max_length: float
    beep: bool
    trims: bool
    report: RecordingHook | None


@dataclass(frozen=True)
class Callee:
    """One number that a Dial calls.

    `url` is what the callee hears alone before the two are connected. `detection` is the mode of
    answering machine detection, whose result goes to `detected`.
    """

    number: str
    url: str | None = None
    method: str = "POST"
    status: str | None = None
    status_method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})
    detection: str | None = None
    detected: str | None = None
    detected_method: str = "POST"


@dataclass(frozen=True)
class Dial:
    """Call others and connect the caller with who takes the call first."""

    callees: tuple[Callee, ...]
    action: str | None
    method: str
    timeout: float
    time_limit: float
    caller_id: str | None
    hangup_on_star: bool
    answer_on_bridge: bool


@dataclass(frozen=True)
class GoTo:
    """Carry on with the TwiML at another URL."""

    url: str
    method: str


@dataclass(frozen=True)
class HangUp:
    """End the call."""


@dataclass(frozen=True)
class Refuse:
    """Do not take the call: `busy` or `rejected`. Means something only as the first verb."""

    reason: str


Act = Speak | Sound | Rest | Gather | Listen | Record | Dial | GoTo | HangUp | Refuse
