"""One crisis line, and the sentence that names it."""

from dataclasses import dataclass
from datetime import date

LONGEST = 24  # letters that naming a line may take in English: every text is reckoned with it
# Letters of each sentence in English, beside the numbers in it.
FRAMES = {
    "helpline.call": len("call "),
    "helpline.text": len("text "),
    "helpline.call_or_text": len("call or text "),
    "helpline.call_and_text": len("call  or text "),
}
Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it stands in a sentence: the key of the words around its numbers, and these."""

    key: str
    values: Values

    @property
    def fits(self) -> bool:
        """Whether it is short enough for every text."""
        return FRAMES[self.key] + sum(len(value) for _, value in self.values) <= LONGEST


NO_LINE = Said("helpline.none", ())  # the words for a country in which no line is known


@dataclass(frozen=True, slots=True)
class Helpline:
    """A crisis line. `call` and `text` are how to reach it from within its country."""

    name: str = ""
    call: str = ""
    text: str = ""
    hours: str = ""
    free: bool | None = None  # None: nobody knows
    languages: tuple[str, ...] = ()
    region: str = ""  # empty: the whole country
    source: str = ""
    verified_on: date | None = None
    verified_by: str = ""

    @property
    def said(self) -> Said:
        """How it is named; of two numbers that do not fit, the one to call."""
        if self.call and self.call == self.text:
            both = Said("helpline.call_or_text", (("call", self.call),))
        elif self.call and self.text:
            both = Said("helpline.call_and_text", (("call", self.call), ("text", self.text)))
        elif self.text:
            return Said("helpline.text", (("text", self.text),))
        else:
            return Said("helpline.call", (("call", self.call),))
        return both if both.fits else Said("helpline.call", (("call", self.call),))

    def speaks(self, language: str) -> bool:
        """Whether `language`, such as `pt_BR`, is spoken there."""
        return language.partition("_")[0] in self.languages
