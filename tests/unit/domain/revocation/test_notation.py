"""How the files of words are written: each sign, and the faults that are told apart."""

import pytest

from checkin.domain.revocation.notation import NotAPattern, Notation
from checkin.domain.revocation.text import read

WORDS = {"stop": ["stop", "cut it out"], "texts": ["texts", "<stop> signs"], "loop": ["<loop>"]}


def covered(written: str, body: str, names: tuple[str, ...] = ()) -> set[str]:
    """What the pattern written so covers in `body`."""
    text = read(body, names)
    patterns = Notation(WORDS, ["good"]).patterns([written])
    return {" ".join(text.words[start:end]) for start, end in patterns.spans(text)}


@pytest.mark.parametrize(
    ("written", "body", "found"),
    [
        ("stop texting", "please STOP texting me", {"stop texting"}),
        ("stop texting", "stop. texting", set()),
        ("stop texting", "stop, texting", {"stop , texting"}),
        ("stop texting", "stop... texting", {"stop , texting"}),
        ("arrêtez", "arretez", {"arretez"}),
        ("laissez-moi", "laissez moi", {"laissez moi"}),
        ("(text|call) me", "call me", {"call me"}),
        ("(text|call|send it to) me", "send it to me", {"send it to me"}),
        ("stop [it] now", "stop now", {"stop now"}),
        ("stop [it] now", "stop it now", {"stop it now"}),
        ("[please|pls] stop", "pls stop", {"pls stop", "stop"}),
        ("<stop> now", "cut it out now", {"cut it out now"}),
        ("<texts>", "cut it out signs", {"cut it out signs"}),
        ("stop .. texts", "stop all these stupid texts", {"stop all these stupid texts"}),
        ("stop .. texts", "stop all of these stupid texts", set()),
        ("stop _ texts", "stop texts", set()),
        ("not @", "not Ana", {"not ana"}),
        ("not @", "not Good", set()),
        ("मत भेजो", "msg मत भेजो", {"मत भएजओ"}),
        ("मत भेजो", "मौत भेजो", set()),
        ("बन्द करो", "बंद करो", {"बनद करओ"}),
    ],
)
def test_a_pattern_covers_what_it_says(written: str, body: str, found: set[str]) -> None:
    assert covered(written, body) == found


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("stop (it", "is not closed"),
        ("stop it)", "nothing is open"),
        ("stop (it|)", "a wording is empty"),
        ("", "a wording is empty"),
        ("[stop]", "nothing at all"),
        ("..", "nothing at all"),
        ("<never>", "there is no list 'never'"),
        ("<loop>", "recursion"),
        ("stop !", "is no word"),
        ("stop <it", "is no word|there is no list"),
    ],
)
def test_a_pattern_that_is_not_well_written_is_refused(written: str, fault: str) -> None:
    with pytest.raises(NotAPattern, match=fault):
        Notation(WORDS).pattern(written)
