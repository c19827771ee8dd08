"""The countries we know something of, each from a file of its own, and which one a number is of."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import phonenumbers

from checkin.domain.helplines.line import Helpline

LINE_FIELDS = frozenset(Helpline.__dataclass_fields__)
FIELDS = frozenset({"country", "also", "emergency", "emergency_source", "line"})


@dataclass(frozen=True, slots=True)
class Country:
    """One country: the emergency numbers, the usual one first, and the crisis lines.

    `also` are other codes of places where all of it holds.
    """

    code: str
    emergency: tuple[str, ...]
    emergency_source: str
    lines: tuple[Helpline, ...]
    also: tuple[str, ...] = ()


@cache
def countries() -> Mapping[str, Country]:
    """All of them, by their two letters. Raises ValueError for a file that is not as it should."""
    folder = files(__package__).joinpath("countries")
    found = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    read = [_read(tomllib.loads(file.read_text(encoding="utf-8"))) for file in found]
    return {code: country for country in read for code in (country.code, *country.also)}


def country_of(number: str) -> str:
    """The country that a number in E.164 is of, by its two letters; empty if it does not tell."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""


def _read(file: Mapping[str, Any]) -> Country:
    code = str(file["country"])
    if unknown := file.keys() - FIELDS:
        raise ValueError(f"{code}: {', '.join(sorted(unknown))} is not known")
    lines = tuple(_line(code, line) for line in file.get("line", ()))
    emergency, also = tuple(file["emergency"]), tuple(file.get("also", ()))
    return Country(code, emergency, file["emergency_source"], lines, also)


def _line(code: str, line: Mapping[str, Any]) -> Helpline:
    if unknown := line.keys() - LINE_FIELDS:
        raise ValueError(f"{code}: {', '.join(sorted(unknown))} of a line is not known")
    verified = line.get("verified_on") or None
    values = {
        **line,
        "languages": tuple(line.get("languages", ())),
        "verified_on": date.fromisoformat(str(verified)) if verified else None,
    }
    return Helpline(**values)
