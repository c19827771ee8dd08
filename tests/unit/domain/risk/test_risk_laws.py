"""What holds for any text at all."""

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.risk import Assessment, Level, assess
from tests.unit.domain.laws import law

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)
pieces = st.sampled_from(
    [
        "i",
        "want",
        "to",
        "die",
        "not",
        "never",
        "lol",
        "kill",
        "myself",
        "my",
        "mum",
        "pills",
        "took",
    ]
    + [
        "all",
        "2",
        "song",
        "he",
        "hits",
        "me",
        ".",
        ",",
        "?",
        "\n",
        "no",
        "suicidal",
        "years",
        "ago",
    ]
)
typed = st.lists(pieces, max_size=25).map(" ".join)
plain = st.sampled_from(["ok", "good morning", "all fine here", "see you at the group", "4", "👍"])
alarms = st.sampled_from(["i want to kill myself", "i took all my pills", "quiero morir"])
texts = st.one_of(anything, typed)


@law
@given(texts, st.lists(texts, max_size=4))
def test_any_text_gets_an_assessment_that_is_whole(text: str, earlier: list[str]) -> None:
    found = assess(text, earlier)

    assert isinstance(found, Assessment)
    assert "detector.failed" not in found.rules
    assert found.level == max((f.level for f in found.findings), default=Level.NONE)
    for finding in (*found.findings, *found.exempted):
        assert 0 <= finding.start <= finding.end <= len(text)


@law
@given(texts)
def test_the_same_text_gets_the_same_assessment(text: str) -> None:
    assert assess(text) == assess(text)


@law
@given(texts, st.lists(texts, max_size=4))
def test_what_came_before_never_lowers_what_a_text_is_worth(text: str, earlier: list[str]) -> None:
    assert assess(text, earlier).level >= assess(text).level


@law
@given(plain, alarms)
def test_a_crisis_is_one_whatever_plain_sentence_stands_around_it(words: str, alarm: str) -> None:
    assert assess(f"{words}. {alarm}").level is Level.CRISIS
    assert assess(f"{alarm}. {words}.").level is Level.CRISIS


@law
@given(typed, alarms)
def test_a_sentence_of_its_own_is_a_crisis_behind_any_words(words: str, alarm: str) -> None:
    assert assess(f"{words}. {alarm}").level is Level.CRISIS


@law
@given(typed)
def test_capitals_and_spaces_do_not_matter(text: str) -> None:
    assert assess(f"  {text.upper()}  ").level == assess(text).level
