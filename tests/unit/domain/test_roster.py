"""Who is looked for: a number, or somebody by the beginning of their name."""

import pytest

from checkin.domain.roster import is_called, is_number, whole_number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("+12125550101", "+12125550101"),
        ("(212) 555-0101", "+12125550101"),
        (" 212.555.0101 ", "+12125550101"),
        ("+254 712 345678", "+254712345678"),
        ("+44 20 7946 0958", "+442079460958"),  # a landline may have joined by a call
        ("0101", None),
        ("12345", None),
        ("+9999999999", None),
    ],
)
def test_a_number_is_read_as_it_is_dialled(said: str, number: str | None) -> None:
    assert is_number(said)
    assert whole_number(said, "US") == number


@pytest.mark.parametrize("said", ["Ana", "Ana 2", "R2-D2", "+", "", "7of9"])
def test_what_has_letters_is_a_name(said: str) -> None:
    assert not is_number(said)


@pytest.mark.parametrize(
    ("name", "said", "found"),
    [
        ("Ana", "ana", True),
        ("Ana", "AN", True),
        ("Ana María", "maria", True),
        ("Ana María", "mar an", True),
        ("José", "jose", True),
        ("O'Neill", "oneill", True),
        ("सुनीता", "सुनी", True),
        ("Joana", "ana", False),  # a name is remembered by how it begins
        ("Ana", "ana maria", False),
        ("Ana", "", False),
        ("Ana", "...", False),
    ],
)
def test_a_name_is_found_by_how_its_words_begin(name: str, said: str, found: bool) -> None:
    assert is_called(name, said) is found
