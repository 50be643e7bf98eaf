from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.links.policy import Allowed, Blocked, check


@pytest.mark.parametrize(
    "target",
    [
        "https://www.gov.uk/ACT",
        "http://example.org",
        "https://example.org:8443/a?b=c#d",
        "https://example.org/sig?x=%26%2F%3D&y=%00%0a",
        "https://[2001:db8::1]/",
        "mailto:help@example.org",
        "mailto:o'neil@example.org",
        "tel:+44800555111",
        "tel:18001101",
        "tel:+441632960123;ext=55",
        "sms:61016",
    ],
)
def test_a_proper_address_is_allowed_unchanged(target: str) -> None:
    assert check(target) == Allowed(target, target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "example.org",
        "//example.org/",
        "/etc/passwd",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "vbscript:x",
        "https:",
        "https://",
        "https:///path",
        "https://user@example.org/",
        "https://user:pw@example.org/",
        "https://gov.uk@evil.example/",
        "https://gov.uk\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/\x1b]52;c;x\x07",
        "https://example.org/\x9b31m",
        "https://example.org/\u202egpj.exe",
        "https://exam\u200bple.org/",
        "https://example.org/\u2028",
        'https://example.org/"x',
        "https://-example.org/",
        "https://example..org/",
        "https://example.org:port/",
        "-https://example.org/",
        "--new-window=https://example.org",
        "%action=x",
        " https://example.org/",
        "mailto:",
        "mailto:-x",
        "mailto:a@b c",
        "tel:",
        "tel:call",
        "tel:101;rm -rf",
        "sms:61016?body=x y",
        "tel:*21*0900123456#",
        "tel:*%2306%23",
        "tel:#31#101",
        "tel:999;ext=1",
        "tel:9991",
        "tel:+44999",
        "tel:0999",
        "tel:00441121",
        "tel:141999",
        "tel:1470112",
        "sms:9990",
        "mailto:-help@example.org",
        "mailto:a@example.org,b@example.org",
        "mailto:a%40example.org",
        "https://example.org/" + "a" * 5_000,
    ],
)
def test_any_other_address_is_blocked_with_a_sentence(target: str) -> None:
    outcome = check(target)
    assert isinstance(outcome, Blocked)
    assert outcome.reason.endswith(".")


@pytest.mark.parametrize(
    ("target", "plain"),
    [
        ("https://аpple.com/x", "https://xn--pple-43d.com/x"),
        ("https://xn--pple-43d.com/", "https://xn--pple-43d.com/"),
        ("http://bücher.example", "http://xn--bcher-kva.example"),
    ],
)
def test_a_host_of_other_letters_is_shown_in_ascii_with_a_warning(target: str, plain: str) -> None:
    outcome = check(target)
    assert isinstance(outcome, Allowed)
    assert outcome.target == outcome.shown == plain
    assert outcome.warning is not None


@given(st.text(max_size=80) | st.from_regex(r"(https?|mailto|tel|sms):.{0,40}"))
def test_an_allowed_address_is_one_plain_argument(target: str) -> None:
    outcome = check(target)
    if isinstance(outcome, Allowed):
        assert outcome.target.startswith(("http:", "https:", "mailto:", "tel:", "sms:"))
        assert not any(char.isspace() or ord(char) < 33 or char in '\\"<>\x7f' for char in outcome.target)
        again = check(outcome.target)
        assert isinstance(again, Allowed)
        assert again.target == outcome.target


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("tel:0800 555 111", "tel:0800555111"),
        ("tel:0800%20555%20111", "tel:0800555111"),
        ("tel:(0800)-555.111", "tel:0800555111"),
        ("tel:+44 1632 960123;ext=55", "tel:+441632960123;ext=55"),
        ("tel:18001999", "tel:18001999"),
        ("tel:0161 999 0112", "tel:01619990112"),
        ("mailto:help@example.org?subject=Report%201", "mailto:help@example.org?subject=Report%201"),
        ("mailto:a@example.org?cc=b@example.org&subject=x&body=y", "mailto:a@example.org?subject=x"),
        ("mailto:a@example.org?attach=/etc/passwd", "mailto:a@example.org"),
        ("mailto:a@example.org?%62cc=b@example.org", "mailto:a@example.org"),
        ("mailto:a@example.org?SUBJECT=x%0d%0aBcc:%20b@example.org", "mailto:a@example.org"),
    ],
)
def test_a_number_loses_its_separators_and_an_email_all_but_its_subject(target: str, allowed: str) -> None:
    assert check(target) == Allowed(allowed, allowed)
    assert check(allowed) == Allowed(allowed, allowed)
