"""Where a county may be: no password in a URL, nothing unencrypted beyond this machine."""

from __future__ import annotations

import sys

import pytest

from meeting.refusal import Refused
from store.county.address import address
from store.county.server import Server


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://clerk:geheim@db.county.example/county",
        "postgresql://clerk@db.county.example/county?password=geheim",
        "postgresql://db.county.example/county?user=clerk&sslpassword=geheim",
        "postgresql://clerk:geheim@/county?host=/run/postgresql",
    ],
)
def test_a_password_in_the_url_is_refused_and_not_repeated(url):
    with pytest.raises(Refused, match="does not belong into the URL") as refused:
        address(url, {})
    assert "geheim" not in refused.value.reason


@pytest.mark.parametrize(
    "url", ["postgresql://db/county?geheim=x", "postgresql://[geheim/county", "geheim", "/home/geheim"]
)
def test_what_is_no_url_is_refused_and_not_repeated(url):
    with pytest.raises(Refused, match="is named like postgresql://") as refused:
        address(url, {})
    assert "geheim" not in refused.value.reason


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_to_another_machine_less_than_tls_is_refused(mode):
    for url, environment in (
        (f"postgresql://clerk@db.county.example/county?sslmode={mode}", {}),
        ("postgresql://clerk@db.county.example/county", {"PGSSLMODE": mode}),
        (f"postgresql://clerk@localhost/county?hostaddr=192.0.2.7&sslmode={mode}", {}),
        (f"postgresql://clerk@localhost/county?sslmode={mode}", {"PGHOSTADDR": "192.0.2.7"}),
        (f"postgresql:///county?sslmode={mode}", {"PGHOST": "db.county.example"}),
        (f"postgresql://localhost,192.0.2.7/county?sslmode={mode}", {}),
        (f"postgresql:///county?service=county&sslmode={mode}", {}),
        (f"postgresql:///county?sslmode={mode}", {"PGSERVICE": "county"}),
    ):
        with pytest.raises(Refused, match="Without TLS"):
            address(url, environment)


def test_where_the_url_does_not_say_the_certificate_must_be_that_of_the_host():
    assert address("postgresql://clerk@db.county.example/county", {})["sslmode"] == "verify-full"
    assert address("postgresql://db/county?sslmode=require", {})["sslmode"] == "require"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///county",
        "postgresql://localhost/county",
        "postgresql://127.0.0.1:5433/county",
        "postgresql://[::1]/county",
        "postgresql:///county?host=/run/postgresql",
    ],
)
def test_on_this_machine_tls_is_not_asked_for(url):
    assert "sslmode" not in address(url, {})


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Refused, match=r"pip install shaitai\[county\]"):
        Server("postgresql:///county")
