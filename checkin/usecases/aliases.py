"""What members who are paired know each other by, in the words of whoever reads or hears it."""

from collections.abc import Callable, Mapping

from checkin.domain.pairing.alias import ALIAS

Sentence = Callable[[str, str, Mapping[str, str]], str]  # of a language, a key and its values


def named(said: Sentence, language: str, values: Mapping[str, str]) -> dict[str, str]:
    """`values` with each alias in words: "alias.3" is "Star" to an English reader.

    `said` is what makes a sentence of the road: texts and calls have words of their own. A list of
    buddies is numbered.
    """

    def word(value: str) -> str:
        return said(language, value, {}) if value.startswith(ALIAS) else value

    filled = dict(values)
    for name in filled.keys() & {"buddy", "another", *(f"buddy_{at}" for at in range(1, 5))}:
        filled[name] = word(filled[name])
    if "buddies" in filled:
        listed = enumerate(map(word, filled["buddies"].split("|")), 1)
        filled["buddies"] = ", ".join(f"{at} {each}" for at, each in listed)
    return filled
