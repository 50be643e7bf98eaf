"""Nothing leaves the program without being asked."""

from __future__ import annotations

from typing import Any

import pytest

from newsreader.reader.dialogs.open_link import OpenLink


@pytest.mark.parametrize(
    ("keys", "answer"), [("enter", "open"), ("y", "copy"), ("escape", None), ("q", None)]
)
async def test_nothing_opens_without_being_asked(links: Any, keys: str, answer: str | None) -> None:
    app = links.LinksApp()
    target = "https://www.example.org/a%2Fb?c=%00&d=" + "e" * 200
    async with app.run_test(size=(60, 30)) as pilot:
        app.push_screen(OpenLink(target, "Example"), app.answers.append)
        await pilot.pause()
        shown = "".join(row.strip(" │") for row in links.screen_text(app).splitlines())
        assert target in shown
        await pilot.press(keys)
        await pilot.pause()
        assert app.answers == [answer]


async def test_a_look_alike_host_is_shown_as_it_is(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(OpenLink("https://ex\u0430mple.org/", "Example"))
        await pilot.pause()
        text = " ".join(links.screen_text(app).replace("│", " ").split())
        assert "https://xn--exmple-4nf.org/" in text and "can look like others" in text


async def test_what_the_gate_refuses_cannot_be_opened(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(OpenLink("file:///etc/passwd", "A file"), app.answers.append)
        await pilot.pause()
        assert "file:///etc/passwd" in links.screen_text(app) and "never opened" in links.screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.answers == [None]


async def test_the_choices_can_be_clicked(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(OpenLink("https://example.org/", "Example"), app.answers.append)
        await pilot.pause()
        choice = app.screen.query("AnswerButton")[1]
        await pilot.click(choice)
        await pilot.pause()
        assert app.answers == ["copy"]
