"""The rules that ship: every example and counter-example of each, as its file has them."""

from collections import Counter
from pathlib import Path

import pytest

from checkin.domain.risk import Assessment, Category, Level, assess
from checkin.domain.risk.loading import RuleFault, book, books
from checkin.domain.risk.rule import Kind, Rule

BOOKS = list(books())
RULES = [rule for one in BOOKS for rule in one.rules]


def applied(rule: Rule, found: Assessment) -> bool:
    """Whether a rule found something, or took the weight from it if that is its kind."""
    every = (*found.findings, *found.exempted)
    if rule.kind is Kind.EXEMPTION:
        return any(finding.because == rule.id for finding in every)
    return any(finding.rule == rule.id for finding in found.findings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_applies_to_its_examples(rule: Rule) -> None:
    for text in rule.examples:
        found = assess(text)
        assert applied(rule, found), (text, found)
        assert found.level >= rule.level or rule.kind is Kind.EXEMPTION, (text, found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_does_not_apply_to_its_counter_examples(rule: Rule) -> None:
    assert [text for text in rule.counterexamples if applied(rule, assess(text))] == []


def test_every_rule_can_be_judged() -> None:
    bare = [rule.id for rule in RULES if not rule.examples or not rule.counterexamples]

    assert bare == []
    assert [name for name, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


def test_no_exemption_leaves_a_crisis() -> None:
    for rule in RULES:
        assert (rule.kind is Kind.EXEMPTION) <= (rule.level < Level.CRISIS), rule.id


def test_english_has_rules_of_every_kind() -> None:
    english = {rule.category for rule in RULES if rule.language == "en"}

    assert english == set(Category) - {Category.UNREAD}


GOOD = """
[[rule]]
id = "xx.suicide.wish"
level = "crisis"
patterns = ["want to die"]
date = 2026-11-22
"""


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("suicide", GOOD.replace("want to die", "(die"), None),
        ("suicide", GOOD.replace('"crisis"', '"severe"'), "xx.suicide.wish"),
        ("suicide", GOOD.replace('"crisis"', '"none"'), "a concern or a crisis"),
        ("suicide", GOOD.replace("xx.", "en."), 'must begin with "xx.suicide."'),
        ("suicide", GOOD.replace("2026-11-22", '"today"'), "written without quotes"),
        ("suicide", GOOD.replace("patterns", "pattern"), "not known: pattern"),
        ("suicide", GOOD.replace("level", "note"), "missing: level"),
        ("suicide", GOOD.replace('["want to die"]', '"want to die"'), "is a list of texts"),
        ("suicide", GOOD + GOOD, "is there twice"),
        ("suicide", "[[rule", "suicide.toml"),
        ("sadness", GOOD, "a file is named for one of"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(
    tmp_path: Path, name: str, text: str, why: str | None
) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "words.toml").write_text("")
    (folder / f"{name}.toml").write_text(text)

    if why is None:  # patterns are read with the words of the language, later
        assert book(folder).rules
        return
    with pytest.raises(RuleFault, match=name) as fault:
        book(folder)
    assert why in str(fault.value)


def test_a_folder_without_languages_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RuleFault):
        list(books(tmp_path))
