"""Going back and forward through the articles that were read."""

from __future__ import annotations

from newsreader.reader.history import MOST, History


def test_back_and_on() -> None:
    history = History()
    for name in "abc":
        history.visit(name)
    assert history.step(-1) == "b"
    assert history.step(-1) == "a"
    assert history.step(-1) is None
    assert history.step(1) == "b"
    history.visit("d")
    assert history.step(1) is None
    assert history.step(-1) == "b"


def test_the_same_article_twice_is_one_visit() -> None:
    history = History()
    history.visit("a")
    history.visit("a")
    assert history.step(-1) is None


def test_history_is_bounded() -> None:
    history = History()
    for number in range(MOST * 2):
        history.visit(str(number))
    assert len(history.ids) == MOST
    assert history.step(-1) == str(MOST * 2 - 2)
