"""Where urgent help is: crisis lines and emergency numbers per country, kept as data.

Nothing here is verified by us. An organisation confirms what its members are told (R112).
"""

from checkin.domain.helplines.age import Age, age
from checkin.domain.helplines.country import Country, countries, country_of
from checkin.domain.helplines.line import Helpline, Said
from checkin.domain.helplines.urgent import Urgent, abroad

__all__ = [
    "Age",
    "Country",
    "Helpline",
    "Said",
    "Urgent",
    "abroad",
    "age",
    "countries",
    "country_of",
]
