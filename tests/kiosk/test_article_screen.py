"""The article screen: pages, drags, taps on links, articles that go, and hostile text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsreader.kiosk import navigation
from newsreader.kiosk.screens.article_screen import ArticleScreen
from newsreader.kiosk.screens.contact_screen import ContactScreen
from newsreader.kiosk.screens.links_screen import LinksScreen

SIZES = [(64, 18), (80, 25), (100, 30)]
LONG = "\n\n".join(f"Paragraph {number:03} of this long text." for number in range(60))


def write(root: Path, name: str, body: str, **front: str) -> Path:
    front = {"title": name.capitalize(), "area": "Mercia", "date": "2019-03-19"} | front
    file = root / "Mercia" / f"{name}.md"
    head = "".join(f"{key}: {value}\n" for key, value in front.items())
    file.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")
    return file


async def opened(shown: Any, title: str) -> ArticleScreen:
    """The article of that title, opened from the list of all."""
    await shown.until(lambda: _headline(shown, title), title)
    screen: ArticleScreen = shown.go(navigation.Article(_headline(shown, title)))
    await shown.until(lambda: screen.opened is not None, title)
    return screen


def _headline(shown: Any, title: str) -> Any:
    if not shown.app.context.content.is_open:
        return None
    return next((one for one in shown.app.context.library.newest(50) if one.title == title), None)


def hand(stage: Any, screen: ArticleScreen) -> Any:
    return stage.Finger(screen.view)


@pytest.mark.parametrize("size", SIZES)
async def test_pages_reach_every_line_and_are_numbered_in_the_heading(
    display: Any, content: Path, stage: Any, size: tuple[int, int]
) -> None:
    write(content, "long", LONG)
    async with display(size=size) as shown:
        screen = await opened(shown, "Long")
        await shown.sees("Paragraph 000", "Page 1 of", "Tuesday 19 March 2019")
        assert screen.view.size.height >= 9, "room for the text"
        seen = shown.screen()
        for _ in range(60):
            if stage.last_page(shown.screen()):
                break
            before = shown.screen()
            await shown.touch("Page down")
            await shown.until(lambda before=before: shown.screen() != before, "the next page")
            seen += shown.screen()
        for number in range(60):
            assert f"Paragraph {number:03}" in seen
        page, pages = screen.view.pages
        assert page == pages and f"Page {page} of {pages}" in shown.screen()
        assert shown.screen().splitlines()[1].startswith(" Long"), "the title stays in sight"
        while "Page 1 of" not in shown.screen():
            before = shown.screen()
            await shown.press("pageup")
            await shown.until(lambda before=before: shown.screen() != before, "the page before")
        await shown.sees("(Page up)")
        assert "Paragraph 000" in shown.screen()


async def test_the_text_follows_a_drag_and_nothing_is_selected(
    display: Any, content: Path, stage: Any
) -> None:
    write(content, "long", LONG)
    async with display() as shown:
        screen = await opened(shown, "Long")
        await shown.sees("Paragraph 000")
        row = next(y for y, line in enumerate(shown.screen().splitlines()) if "Paragraph 003" in line)
        finger = hand(stage, screen)
        top = screen.view.region.y
        finger.down(5, row - top)
        for y in range(row, row - 5, -1):
            finger.move(5, y - top)
        await shown.pilot.pause()
        assert "Paragraph 003" in shown.screen().splitlines()[row - 4], "under the finger"
        finger.up(5, row - 4 - top)
        await shown.pilot.pause()
        assert screen.view.selected_text == "" and shown.app.clipboard == ""
        finger.drag(5, 3, 12)
        await shown.pilot.pause()
        assert screen.view.line == 1, "back at the start, and no further"
        for _ in range(2):
            finger.tap(10, row - top)
        await shown.press("shift+down", "ctrl+a", "ctrl+c")
        assert screen.view.selected_text == "" and shown.app.clipboard == ""
        finger.wheel(5, 5, 1)
        await shown.until(lambda: screen.view.line == 4, "three lines on")


async def test_down_and_up_scroll_by_lines_and_leave_at_the_ends(display: Any, content: Path) -> None:
    write(content, "long", LONG)
    async with display() as shown:
        screen = await opened(shown, "Long")
        screen.view.focus()
        await shown.press("down", "down", "up")
        await shown.until(lambda: screen.view.line == 2, "a line on")
        await shown.press("up", "up")
        assert screen.focused is not screen.view
        await shown.press("tab")
        assert screen.focused is not None


async def test_a_tap_on_a_link_shows_its_code_and_opens_nothing(
    display: Any, stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[object] = []
    async with display() as shown:
        monkeypatch.setattr(type(shown.app), "open_url", lambda *given, **more: urls.append(given))
        screen = await opened(shown, "Appeal for witnesses after a lamp was stolen from the harbour wall")
        await shown.until(lambda: screen.entries, "the links")
        await shown.sees("Links ")
        await shown.touch("Crimestoppers")
        await shown.until(lambda: isinstance(shown.app.screen, ContactScreen), "the code")
        await shown.sees("Crimestoppers", "Scan with your phone")
        await shown.press("escape")
        await shown.sees("A brass lamp")
        assert urls == []


async def test_a_tap_beside_a_link_or_on_its_number_opens_it_but_not_one_further_away(
    display: Any, stage: Any
) -> None:
    async with display() as shown:
        screen = await opened(shown, "Extra patrols at the fair")
        await shown.until(lambda: screen.entries, "the links")
        await shown.pilot.pause()
        story = screen.view
        rows = [strip.text for strip in story.render_lines(story.size.region)]
        row = next(y for y, text in enumerate(rows) if "Tell advice" in text)
        start = rows[row].index("Tell advice")
        first = next(y for y, text in enumerate(rows) if text.rstrip().endswith(" 1"))
        for x, y in ((start + 2, row), (start + 2, row + 1), (rows[first].rindex("1"), first)):
            hand(stage, screen).tap(x, y)
            await shown.until(lambda: isinstance(shown.app.screen, ContactScreen), f"the code by {x}, {y}")
            await shown.press("escape")
            await shown.until(lambda: shown.app.screen is screen, "the article")
        hand(stage, screen).tap(2, row + 4)
        finger = hand(stage, screen)
        finger.down(start, row)
        finger.move(start, row + 3)
        finger.up(start, row + 3)
        await shown.pilot.pause()
        assert shown.app.screen is screen


async def test_next_and_previous_go_through_the_list(display: Any) -> None:
    async with display() as shown:
        await opened(shown, "Appeal for witnesses after a lamp was stolen from the harbour wall")
        await shown.press("p")  # it is the first
        await shown.touch("Next")
        await shown.sees("Bring your bicycle")
        await shown.press("n")
        await shown.sees("Officers will walk", "(Next)")
        await shown.press("n", "p")
        await shown.sees("Bring your bicycle")


async def test_next_stays_in_the_area_that_was_chosen(display: Any) -> None:
    async with display() as shown:
        shown.go(navigation.News("Mercia"))
        await shown.sees("Bicycles")
        await shown.press("down", "enter")
        await shown.sees("Bring your bicycle", "(Next)")


async def test_a_withdrawn_article_says_so_and_next_still_works(display: Any, content: Path) -> None:
    async with display() as shown:
        screen = await opened(shown, "Appeal for witnesses after a lamp was stolen from the harbour wall")
        await shown.sees("A brass lamp")
        (content / "Mercia" / "lamp.md").unlink()
        shown.app.context.library.update()
        screen.content_changed()
        await shown.sees("This article is no longer here.")
        assert "lamp" not in shown.screen()
        await shown.touch("Next")
        await shown.sees("Bring your bicycle")


async def test_an_expired_article_is_not_shown(display: Any, content: Path) -> None:
    write(content, "short", "Only until the evening.", expires="2019-03-20T14:06", title="Short lived")
    async with display() as shown:
        # What has expired by the clock of the test's own machine is listed by none of its lists.
        await shown.pilot.pause()
        headline = shown.app.context.library.find(str(content / "Mercia" / "short.md"))
        shown.go(navigation.Article(headline))
        await shown.sees("This article is no longer here.")
        assert "Only until" not in shown.screen()


async def test_an_open_article_expires(display: Any, content: Path) -> None:
    write(content, "short", "Only for a while.", expires="2100-01-01T00:00", title="Short lived")
    async with display() as shown:
        screen = await opened(shown, "Short lived")
        await shown.sees("Only for a while.")
        shown.clock.day = shown.clock.day.replace(year=2100, month=1, day=1, hour=0, minute=0)
        screen.tick()
        assert "Only for a while." in shown.screen(), "its last minute still counts"
        shown.clock.day = shown.clock.day.replace(minute=1)
        screen.tick()
        await shown.sees("This article is no longer here.")
        assert "Only for a while." not in shown.screen()


async def test_a_changed_article_keeps_its_place(display: Any, content: Path) -> None:
    file = write(content, "long", LONG)
    async with display() as shown:
        screen = await opened(shown, "Long")
        await shown.press("pagedown", "pagedown")
        await shown.sees("Page 3 of")
        at = next(line for line in shown.screen().splitlines() if "Paragraph" in line).strip()
        file.write_text(file.read_text().replace("Paragraph 059 of", "Changed 059 of"))
        shown.app.context.library.update()
        document = screen.opened.document
        screen.content_changed()
        await shown.until(lambda: screen.opened and screen.opened.document is not document, "the new text")
        await shown.sees("Page 3 of", at)


async def test_an_unreadable_article_says_so(display: Any, content: Path) -> None:
    async with display() as shown:
        headline = _headline(shown, "Bicycles marked free of charge")
        (content / "Mercia" / "bicycles.md").unlink()
        shown.go(navigation.Article(headline))
        await shown.sees("This article cannot be shown at the moment.")
        await shown.touch("Back")
        await shown.sees("Pause")


async def test_the_links_by_key_and_button(display: Any) -> None:
    async with display() as shown:
        screen = await opened(shown, "Bicycles marked free of charge")
        await shown.until(lambda: screen.entries, "the links")
        await shown.press("l")
        await shown.until(lambda: isinstance(shown.app.screen, LinksScreen), "the links")
        await shown.sees("What this article names", "BikeRegister")


HOSTILE = {
    "empty": "",
    "markup": "[bold]x[/] [@click=app.quit]y[/] **[/]**",
    "controls": "a\x1b]0;gone\x07b\x1b[31mc\x9b31md\u202eevil\u2066",
    "link": "[see](javascript:alert(1)) [file](file:///etc/passwd) <https://a%00b.example/>",
    "wide": "word " + "w" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_any_text_is_survived(display: Any, content: Path, name: str) -> None:
    write(content, "odd", HOSTILE[name], title="Odd")
    async with display(size=(64, 18)) as shown:
        await opened(shown, "Odd")
        await shown.sees("Odd", "Tuesday 19 March 2019")
        await shown.press("pagedown", "l", "escape")
        text = shown.screen()
        assert not any(char in text for char in "\x1b\x07\x9b\u202e\u2066")
        for y in range(3, 11):
            await shown.pilot.click(offset=(8, y))
        assert shown.app.is_running


async def test_a_huge_article_shows_its_first_screen_before_it_is_laid_out(
    display: Any, content: Path
) -> None:
    paragraph = "The quick brown fox calls 101 and reads on at www.example.org without an end. " * 6
    write(
        content,
        "huge",
        "Here it begins.\n\n" + f"{paragraph}\n\n" * (3_000_000 // len(paragraph)),
        title="Huge",
    )
    async with display(size=(80, 25)) as shown:
        await shown.until(lambda: _headline(shown, "Huge"), "the huge one")
        screen = shown.go(navigation.Article(_headline(shown, "Huge")))
        await shown.sees("Here it begins.")
        assert not screen.view.is_laid_out, "the first screen did not wait for the rest"
        await shown.press("pagedown", "escape")
        await shown.sees("Pause")
