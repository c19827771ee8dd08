"""Sealed fields, fingerprints, and the change of keys."""

import pytest
from cryptography.fernet import Fernet

from checkin.adapters.cipher import CannotOpen, Cipher, Sealed

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
SECRET = "a secret of the installation, long enough"
FINGERPRINT = "ab9e30f2cc36f2f7a823ac3751c6edaa483b0212a20c613ebd8e14bf94bfde56"


@pytest.mark.parametrize(
    "clear",
    [
        "",
        "+12125550142",
        "Amina",
        "a\x00b",
        "half \ud83d emoji",
        "👍🏽" * 800,
        "a\r\nb",
        "é" * 1600,
    ],
)
def test_what_is_sealed_can_be_opened_and_not_read(clear: str) -> None:
    cipher = Cipher([NEW], SECRET)
    sealed = cipher.seal(clear)
    assert cipher.open(sealed) == clear
    assert sealed.isascii()
    assert not clear or clear not in sealed


def test_the_same_is_sealed_differently_each_time() -> None:
    cipher = Cipher([NEW], SECRET)
    assert cipher.seal("Amina") != cipher.seal("Amina")


def test_a_new_key_opens_the_old_and_rotating_lets_the_old_key_go() -> None:
    before, during, after = (Cipher(keys, SECRET) for keys in ([OLD], [NEW, OLD], [NEW]))
    sealed = before.seal("Amina")
    assert during.open(sealed) == "Amina"
    with pytest.raises(CannotOpen):
        after.open(sealed)
    assert after.open(during.rotate(sealed)) == "Amina"
    assert after.open(during.seal("Amina")) == "Amina"


@pytest.mark.parametrize("spoilt", ["", "no token", "é"])
def test_what_was_not_sealed_by_us_is_not_opened(spoilt: str) -> None:
    with pytest.raises(CannotOpen):
        Cipher([NEW], SECRET).open(Sealed(spoilt))
    with pytest.raises(CannotOpen):
        Cipher([NEW], SECRET).rotate(Sealed(spoilt))


def test_what_was_changed_is_not_opened() -> None:
    sealed = Cipher([NEW], SECRET).seal("Amina")
    other = "B" if sealed[30] == "A" else "A"
    with pytest.raises(CannotOpen):
        Cipher([NEW], SECRET).open(Sealed(sealed[:30] + other + sealed[31:]))


def test_a_fingerprint_finds_a_number_again_whatever_the_data_keys_are() -> None:
    number = "+12125550142"
    print_of = Cipher([OLD], SECRET).fingerprint(number)
    assert Cipher([NEW, OLD], SECRET).fingerprint(number) == print_of
    assert len(bytes.fromhex(print_of)) == 32


@pytest.mark.parametrize(
    ("number", "secret"), [("+12125550143", SECRET), ("+12125550142", SECRET + ".")]
)
def test_a_fingerprint_depends_on_the_number_and_the_secret(number: str, secret: str) -> None:
    of = Cipher([NEW], SECRET).fingerprint("+12125550142")
    assert Cipher([NEW], secret).fingerprint(number) != of


def test_the_fingerprint_stays_the_same_from_release_to_release() -> None:
    """A change here makes every stored number unknown, and every STOP forgotten."""
    assert Cipher([NEW], "x" * 32).fingerprint("+12125550142") == FINGERPRINT


def test_each_use_of_the_secret_has_a_key_of_its_own() -> None:
    cipher = Cipher([NEW], SECRET)
    assert cipher.derive("session") == Cipher([OLD], SECRET).derive("session")
    keys = {cipher.derive("session"), cipher.derive("fingerprint"), SECRET.encode()}
    assert len(keys) == 3
    assert len(cipher.derive("session")) == 32


@pytest.mark.parametrize("keys", [[], ["not a key"]])
def test_a_cipher_without_a_good_key_is_not_made(keys: list[str]) -> None:
    with pytest.raises(ValueError):
        Cipher(keys, SECRET)
