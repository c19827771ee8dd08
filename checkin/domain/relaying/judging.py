"""Whether a member's words may pass to their buddy: pure, from the words alone.

What shows how to reach somebody is refused, and the sender hears why (R127). Money, sexual words
and threats are held for a coordinator, and the sender hears only that nothing was delivered (R131).
Danger to the sender themselves is found elsewhere (`checkin.domain.risk`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from checkin.domain.plain import plain
from checkin.domain.policy import Relaying
from checkin.domain.relaying import contact_details
from checkin.domain.relaying.lexicon import lexicons


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is the matter with words, if anything; each names its reason."""

    refused: str = ""
    held: str = ""

    @property
    def passes(self) -> bool:
        """Whether nothing is."""
        return not (self.refused or self.held)


def judge_words(text: str, languages: Collection[str], policy: Relaying) -> Verdict:
    """What `text` may do, in whichever of our languages it is written.

    `languages` are those of the sender's line: they decide only about words that are ordinary in
    another language.
    """
    said = f" {plain(text)} "
    spoken = {language[:2] for language in languages}
    if held := _held(said, spoken):
        return Verdict(held=held)
    if policy.contact_details:
        return Verdict()
    elsewhere = any(lexicon.elsewhere.search(said) for lexicon in lexicons())
    return Verdict(refused=contact_details.found_in(text) or ("elsewhere" if elsewhere else ""))


def _held(said: str, spoken: Collection[str]) -> str:
    for lexicon in lexicons():
        for reason, phrases in lexicon.held.items():
            counts = lexicon.language in spoken or reason not in lexicon.mistakable
            if counts and phrases.search(said):
                return reason
    return ""
