"""A phone number as people and spreadsheets write it, into E.164.

A wrong digit would send an invitation to a stranger, and a number that gets no texts would never
hear of its own. So a number must be in use somewhere and be able to get a text.
"""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, ValidationResult

from checkin.domain.importing.enrolment import Wrong

WRITTEN = re.compile(r"[+＋]?[\d\s().\-‐‑‒–/]+")
ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)  # 2.54712E+11
FICTIONAL = re.compile(r"555\d{7}|\d{3}555\d{4}")  # for trying things out, as in films

GETS_TEXTS = frozenset(
    {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.VOIP}
)
IMPOSSIBLE = {
    ValidationResult.INVALID_COUNTRY_CODE: (
        "has a country code that does not exist",
        "wrong.country_code",
    ),
    ValidationResult.TOO_SHORT: ("is too short", "wrong.too_short"),
    ValidationResult.TOO_LONG: ("is too long", "wrong.too_long"),
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: ("has no area code", "wrong.area_code"),
    ValidationResult.INVALID_LENGTH: (
        "has a number of digits that no number there has",
        "wrong.digits",
    ),
}


def number_in(value: str, country: str) -> str:
    """The number in E.164; one without + and country code is of `country`. Raises `Wrong`."""
    number = _parsed(value.removeprefix("'"), country)
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible != ValidationResult.IS_POSSIBLE:
        raise Wrong(*IMPOSSIBLE[possible])
    kind = phonenumbers.number_type(number)
    if kind not in GETS_TEXTS and not _fictional(number):
        raise Wrong(*_unfit(kind))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _parsed(value: str, country: str) -> phonenumbers.PhoneNumber:
    if not value:
        raise Wrong("is missing", "wrong.number_missing")
    if ROUNDED.fullmatch(value):
        raise Wrong(
            "was rounded by a spreadsheet: format the column as text, and write it again",
            "wrong.digits",
        )
    if not WRITTEN.fullmatch(value):
        raise Wrong("holds something other than one number", "wrong.not_a_number")
    try:
        return phonenumbers.parse(value, country)
    except phonenumbers.NumberParseException as error:
        unknown = error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE
        code = IMPOSSIBLE[ValidationResult.INVALID_COUNTRY_CODE]
        nothing = ("is not a phone number", "wrong.not_a_number")
        raise Wrong(*(code if unknown else nothing)) from None


def _fictional(number: phonenumbers.PhoneNumber) -> bool:
    national = phonenumbers.national_significant_number(number)
    return number.country_code == 1 and FICTIONAL.fullmatch(national) is not None


def _unfit(kind: int) -> tuple[str, str]:
    if kind == PhoneNumberType.UNKNOWN:
        return "is not in use in its country: check every digit", "wrong.not_in_use"
    if kind == PhoneNumberType.FIXED_LINE:
        landline = "is a landline, and the invitation is a text: give a number that gets texts"
        return landline, "wrong.landline"
    other = "is not a person's own number, but freephone, premium rate or the like"
    return other, "wrong.not_personal"
