"""A day in Swahili and one in Hindi: every verb of it in words that people use there."""

import pytest

from checkin.domain.urgency import YELLOW, Level
from tests.town.town import Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# What is said, and what is read in answer; a question is open at first.
SWAHILI = [
    ("baadaye", "Tutakuuliza tena"),
    ("siko sawa", "Tunamjulisha mtu"),
    ("nipigie", "akupigie simu"),
    ("mtu sasa", "asipatikane mara moja"),
    ("msaada", "tupigie"),
    ("nyinyi ni nani?", "Tunawauliza watu"),
    ("mwenza", "mwanachama mwenzako"),
    ("chaguo", "RUHUSU"),
    ("ruhusu kurekodi", "Je"),
    ("ndio", "CHAGUO"),
    ("kataa kurekodi", "hakuna kingine"),
]
SWAHILI_LEAVING = [
    ("taarifa zangu", "ndani ya siku 7"),
    ("namba ya siri 4711", "Kuanzia sasa tutaiuliza"),
    ("lugha kiingereza", "PIN"),
    ("4711", "speak English"),
    ("lugha kiswahili", "Kiswahili"),
    ("safarini hadi 20.3", "kabla ya 20 Mac"),
    ("nimerudi", "Karibu tena"),
    ("acha simu", "simu za kompyuta"),
    ("acha mwenza", "mwenzako yameisha"),
]
HINDI = [
    ("बाद में", "12:00"),
    ("ठीक नहीं हूँ", "किसी को अभी बता रहे हैं"),
    ("मुझे कॉल करो", "आपको कॉल करे"),
    ("अभी बात करनी है", "तुरंत खाली न हों"),
    ("मदद", "24/7 नहीं देखते"),
    ("आप कौन हैं", "हाल पूछते हैं"),
    ("साथी", "साथी सदस्य नहीं है"),
    ("विकल्प", "अनुमति"),
    ("अनुमति रिकॉर्डिंग", "?"),
    ("हाँ", "लिख लिया"),
    ("मना रिकॉर्डिंग", "कुछ नहीं बदला"),
]
HINDI_LEAVING = [
    ("मेरा डेटा", "7 दिन के अंदर"),
    ("मेरा पिन 4711", "अब से हम यह पूछेंगे"),
    ("भाषा अंग्रेज़ी", "PIN"),
    ("4711", "speak English"),
    ("हिंदी", "हिंदी"),
    ("विराम 7", "9 मार्च से पहले"),
    ("वापस आ गया", "फिर से स्वागत है"),
    ("कॉल बंद करो", "ऑटोमैटिक कॉल नहीं आएगी"),
    ("साथी बंद करो", "संपर्क खत्म हुआ"),
]
PAGED = ["is not OK", "asks for a call", "wants a person now", "asks for help"]


@pytest.mark.parametrize(
    ("language", "morning", "leaving", "stop", "stopped"),
    [
        ("sw", SWAHILI, SWAHILI_LEAVING, "acheni", "umejiondoa"),
        ("hi", HINDI, HINDI_LEAVING, "बंद करो", "आपका नाम हट गया"),
    ],
)
def test_a_day_in_another_language(
    town: Town,
    language: str,
    morning: list[tuple[str, str]],
    leaving: list[tuple[str, str]],
    stop: str,
    stopped: str,
) -> None:
    ana, cleo = town.enrol("Ana", cadence="weekly", language=language), town.coordinator("Cleo")
    town.decides(ladders=dict.fromkeys(Level, YELLOW))  # each is paged once, for this story
    town.wait(hours=2)
    ana.expects("1", "2")

    for body, answer in morning:
        ana.replies(body)
        ana.expects(answer)
    for paged in PAGED:
        cleo.expects(paged)
    town.wait(minutes=61)  # no more than so many replies in an hour
    for body, answer in leaving:
        ana.replies(body)
        ana.expects(answer)
    cleo.expects("asks for their data")
    ana.replies(stop)
    ana.expects(stopped)
    cleo.expects("stop needs a person")


def test_calls_in_hindi(town: Town) -> None:
    here = [town.enrol(name, language="hi") for name in ("Ana", "Ben", "Dov", "Eve")]
    town.wait(hours=2)
    for phone in here:
        phone.expects("1", "2")

    for phone, keys, said in zip(
        here,
        ("74", "51", "7#", "99"),
        (
            "करीब 12:00 बजे",
            "9 मार्च से पहले नहीं पूछेंगे",
            "कोई हर समय नहीं देखता",
            "ऑटोमैटिक कॉल या SMS नहीं आएगा",
        ),
        strict=True,
    ):
        phone.dials(*keys)
        phone.hears(said)
