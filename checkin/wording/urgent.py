"""Where urgent help is, as it stands in a sentence: in its language, for the person's country."""

from collections.abc import Callable, Mapping

from checkin.domain.helplines import Urgent
from checkin.wording.plain import cleaned, spoken

HELPLINE, EMERGENCY = "helpline", "emergency"
COUNTRY = "country"  # the value, given along with a sentence, of where the person's number is from
HOME = ""  # the country of the organisation, and of whom no number tells one
LIMIT = 60  # letters; what is longer than a sentence's budget is kept out before
Find = Callable[[str, str, str], str]  # the sentence of a medium, a language and a key


class WhereHelpIs:
    """The values `helpline` and `emergency`, made once for each medium, language and country."""

    def __init__(self, urgent: Mapping[str, Urgent], find: Find) -> None:
        self._urgent = urgent
        self._find = find
        self._made: dict[tuple[str, str, str], Mapping[str, str]] = {}

    def values(self, medium: str, language: str, country: str) -> Mapping[str, str]:
        """Both values; those of the organisation for a country that we know nothing of."""
        wanted = (medium, language, country if country in self._urgent else HOME)
        if wanted not in self._made:
            self._made[wanted] = self._values(*wanted)
        return self._made[wanted]

    def _values(self, medium: str, language: str, country: str) -> Mapping[str, str]:
        urgent = self._urgent.get(country)
        if urgent is None:
            return {}
        as_said = spoken if medium == "voice" else str
        said = urgent.said(language)
        numbers = {name: as_said(value) for name, value in said.values}
        sentence = self._find("voice" if medium == "voice" else "text", language, said.key)
        words = as_said(urgent.words) or sentence.format_map(numbers)
        return {
            HELPLINE: cleaned(words, LIMIT),
            EMERGENCY: as_said(cleaned(urgent.emergency, LIMIT)),
        }
