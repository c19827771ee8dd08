"""What the person holding the handset says in a call."""

from checkin.simulator.call import gathering, taping
from checkin.simulator.call.call import Call
from checkin.simulator.call.keypad import held
from checkin.simulator.carrier.carrier import Carrier

# How fast people speak, when nobody says how long it took.
WORDS_PER_SECOND = 2.5
CONFIDENCE = 0.9


def speak(
    carrier: Carrier,
    number: str,
    words: str,
    seconds: float | None = None,
    confidence: float = CONFIDENCE,
) -> Call:
    """Say `words`, which stand for the sound of them.

    The other person hears them in a bridged call, a Record or a Gather for speech otherwise; else
    nobody does. Raises `ValueError` for no words at all, `NotPossible` outside a call.
    """
    said = " ".join(words.split())
    if not said:
        raise ValueError("nothing is said")
    if seconds is None:
        seconds = len(said.split()) / WORDS_PER_SECOND
    with carrier.lock:
        call = held(carrier, number)
        call.note("handset", "speech", said, carrier.now())
        if call.partner is not None:
            call.partner.note("other", "speech", said, carrier.now())
        else:
            taping.hear_words(carrier, call, said, seconds)
            gathering.hear_words(carrier, call, said, confidence)
        return call
