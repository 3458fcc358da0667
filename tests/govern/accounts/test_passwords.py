"""A good password is long and its own; what is tried first is refused."""

from __future__ import annotations

import threading
from importlib.resources import files

import pytest
from argon2 import PasswordHasher

from taktgeber.core import Refusal
from taktgeber.govern.accounts.passwords import AT_ONCE, Passwords, check_password

from .conftest import PASSWORD, Counted


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", "fewer than 12"),
        ("x" * 257, "more than 256"),
        ("annabelle-annabelle", "made of the login"),
        ("Annabelle1234", "made of the login"),
        ("aaaaaaaaaaaaaa", "tried first"),
        ("Password1234", "tried first"),
        ("correct horse battery staple", "tried first"),
        ("Ｐａｓｓｗｏｒｄ1234", "tried first"),
    ],
)
def test_what_is_guessed_first_is_refused_with_the_reason(password: str, why: str):
    with pytest.raises(Refusal, match=why):
        check_password(password, "annabelle")


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "x7" * 6 + "kpq", "Regen auf dem Blechdach", "铁皮屋顶上的雨声很响亮啊朋友", "w" + "ordy" * 63],
)
def test_a_few_words_of_ones_own_are_taken(password: str):
    check_password(password, "annabelle")


def test_the_list_of_common_ones_is_small_and_holds_what_length_would_let_pass():
    written = files("taktgeber.govern.accounts").joinpath("common.txt").read_text("utf-8")
    assert len(written.splitlines()) <= 200
    assert all(len(word) >= 12 for word in written.split())


def test_the_same_characters_fit_however_they_were_typed():
    passwords = Passwords(Counted())
    stored = passwords.hash("caf\u00e9 an der Ecke")
    assert passwords.fits("cafe\u0301 an der Ecke", stored)
    assert not passwords.fits("cafe an der Ecke", stored)


def test_the_settings_are_the_librarys_own_argon2id():
    stored = Passwords().hash(PASSWORD)
    default = PasswordHasher()
    assert stored.startswith(f"$argon2id$v=19$m={default.memory_cost},t={default.time_cost},p={default.parallelism}$")
    assert default.memory_cost == 64 * 1024


def test_no_more_than_two_hashes_run_at_a_time():
    running, most, lock = 0, 0, threading.Lock()

    class Slow(Counted):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            nonlocal running, most
            with lock:
                running += 1
                most = max(most, running)
            gate.wait(0.02)
            with lock:
                running -= 1
            return super().verify(hash, password)

    gate = threading.Event()
    passwords = Passwords(Slow())
    stored = passwords.hash(PASSWORD)
    threads = [threading.Thread(target=passwords.fits, args=(PASSWORD, stored)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == AT_ONCE
