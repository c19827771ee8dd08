"""Two members who are paired, and the phones they hold."""

from dataclasses import dataclass

from checkin.domain.member import Member
from tests.town.pairs import pair
from tests.town.phone import Phone
from tests.town.town import Town


@dataclass
class Two:
    """Ana and Ben: Ben knows her as River, and she knows him as Sun. It is ten in the morning."""

    town: Town
    ana: Phone
    ben: Phone
    members: tuple[Member, Member]
    pairing_id: int


def paired(
    town: Town,
    *,
    ben: str = "text",
    languages: tuple[str, str] = ("en", "en"),
    by_name: bool = False,
) -> Two:
    """The two, with Ben reached by text or by call, after the week's question has been answered."""
    first, second = languages
    phone_of_ana = town.enrol("Ana", cadence="weekly", language=first)
    ana = town.member
    phone_of_ben = town.enrol("Ben", ben, cadence="weekly", language=second)
    both = (ana, town.member)
    pairing_id = pair(town, *both, by_name=by_name)
    town.sleep(days=1, hours=2)
    return Two(town, phone_of_ana, phone_of_ben, both, pairing_id)
