"""Rule files into rules. Whatever is wrong in a file is said with its name and the rule's id."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checkin.domain.risk.assessment import Category, Level
from checkin.domain.risk.letters import written
from checkin.domain.risk.rule import Book, Dictionary, Kind, Rule

FOLDER = Path(__file__).parent / "rules"
WORDS = "words.toml"
LISTS = ("patterns", "unless", "also", "over", "examples", "counterexamples")
KNOWN = {"id", "level", "kind", "date", "longest", "reviewer", "note", *LISTS}
WORDS_KNOWN = {
    *("groups", "spelling", "negators", "ordinary", "matters", "vowels_dropped", "sounds"),
}


class RuleFault(ValueError):
    """A rule file cannot be used; the message names the file, the rule and what is wrong."""


def books(folder: Path = FOLDER) -> Iterator[Book]:
    """The rules of every language that has a folder, one after the other. Raises `RuleFault`."""
    languages = sorted(path.parent for path in folder.glob(f"*/{WORDS}"))
    if not languages:
        raise RuleFault(f"{folder}: no language has a {WORDS}")
    for language in languages:
        yield book(language)


def book(folder: Path) -> Book:
    """The words and rules of one language's folder. Raises `RuleFault`."""
    rules: dict[str, Rule] = {}
    for file in sorted(folder.glob("*.toml")):
        for rule in _rules(file) if file.name != WORDS else ():
            if rule.id in rules:
                raise RuleFault(f"{_name(file)}: {rule.id} is there twice")
            rules[rule.id] = rule
    return Book(_dictionary(folder / WORDS), tuple(rules.values()))


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _table(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleFault(f"{_name(file)}: {error}") from error


def _dictionary(file: Path) -> Dictionary:
    table = _table(file)
    if unknown := table.keys() - WORDS_KNOWN:
        raise RuleFault(f"{_name(file)}: not known: {', '.join(sorted(unknown))}")
    return Dictionary(
        language=file.parent.name,
        groups=dict(table.get("groups", {})),
        spelling={_spelt(key): value for key, value in table.get("spelling", {}).items()},
        negators=frozenset(map(_spelt, _words(table.get("negators", "")))),
        vowels_dropped=table.get("vowels_dropped", False),
        sounds=dict(table.get("sounds", {})),
        matters=frozenset(map(_spelt, _words(table.get("matters", "")))),
        ordinary=frozenset(map(_spelt, _words(table.get("ordinary", "")))),
    )


def _spelt(word: str) -> str:
    return " ".join(written(word).split())


def _words(value: str | Sequence[str]) -> Sequence[str]:
    """Words written one after the other in one string, or as a list."""
    return value.split() if isinstance(value, str) else value


def _rules(file: Path) -> Iterator[Rule]:
    language, category = file.parent.name, file.stem
    if category not in set(Category):
        known = ", ".join(sorted(Category))
        raise RuleFault(f"{_name(file)}: a file is named for one of {known}")
    for number, table in enumerate(_table(file).get("rule", ()), 1):
        where = f"{_name(file)}: {table.get('id', f'rule number {number}')}"
        try:
            yield _rule(language, Category(category), table)
        except (KeyError, ValueError, TypeError) as error:
            raise RuleFault(f"{where}: {error}") from error


def _rule(language: str, category: Category, table: Mapping[str, Any]) -> Rule:
    if unknown := table.keys() - KNOWN:
        raise ValueError(f"not known: {', '.join(sorted(unknown))}")
    if missing := [name for name in ("id", "level", "patterns", "date") if not table.get(name)]:
        raise ValueError(f"missing: {', '.join(missing)}")
    if not table["id"].startswith(f"{language}.{category}."):
        raise ValueError(f'its id must begin with "{language}.{category}."')
    if not isinstance(table["date"], date):
        raise ValueError("its date is written without quotes: date = 2026-11-22")
    kind = Kind(table.get("kind", Kind.FINDING))
    level = Level.of(table["level"])
    if kind is Kind.FINDING and level is Level.NONE:
        raise ValueError("a finding is a concern or a crisis")
    longest = table.get("longest", 0)
    if not isinstance(longest, int) or longest < 0:
        raise ValueError("longest is a number of words: longest = 12")
    lists = {name: _list(table, name) for name in LISTS}
    return Rule(
        id=table["id"],
        language=language,
        category=category,
        level=level,
        kind=kind,
        date=table["date"],
        patterns=lists["patterns"],
        unless=lists["unless"],
        also=lists["also"],
        longest=longest,
        over=frozenset(map(Category, lists["over"])),
        examples=lists["examples"],
        counterexamples=lists["counterexamples"],
        reviewer=table.get("reviewer", ""),
        note=table.get("note", ""),
    )


def _list(table: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ValueError(f'{name} is a list of texts: {name} = ["...", "..."]')
    return tuple(value)
