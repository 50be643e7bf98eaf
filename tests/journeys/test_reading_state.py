"""What the reader keeps in mind stays true: marks, undo, filter and search, the row, the open article."""

from __future__ import annotations

import pytest
from textual.events import Key, Paste

from newsreader.library import date_order
from newsreader.reader import article_loader
from newsreader.reader import screen as reader_screen
from newsreader.reader.screen import ReaderScreen
from newsreader.settings.settings import Settings

SOON = Settings(theme="dark", read_after=1)
AT_ONCE = Settings(theme="dark", read_after=0)


def list_pane(reader):
    return reader.app.screen_stack[1].list_pane


def focused(reader, pane: str):
    return lambda: reader.app.screen.pane == pane


def cursor(reader) -> tuple[int | None, str | None]:
    section = list_pane(reader).articles.cursor_section
    return list_pane(reader).articles.cursor_key, section.id if section else None


def row_of(reader, words: str) -> int:
    return next(y for y, line in enumerate(reader.screen().splitlines()) if words in line[:34])


# What counts as read


@pytest.mark.parametrize(
    ("keys", "unread"),
    [
        (["enter"], 4),
        (["J"], 4),
        (["j", "K"], 4),
        (["n"], 4),
        (["j", "p"], 4),
        (["enter", "space"], 4),
        (["enter", "J", "alt+left"], 4),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
async def test_an_article_counts_as_read_however_it_was_opened(start, keys, unread) -> None:
    async with start(settings=SOON) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press(*keys)
        await reader.sees(f"{unread} unread")


async def test_a_hit_that_is_clicked_counts_as_read(start) -> None:
    async with start(settings=SOON) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("slash")
        await reader.type("bicycle")
        await reader.sees("1 article", "Bicycles marked")
        await reader.pilot.click("#list", offset=(4, 1))
        await reader.sees("Bring your bicycle")
        await reader.press("h", "escape")
        await reader.sees("5 articles · 4 unread")


async def test_what_was_marked_unread_stays_so_while_it_is_open(start) -> None:
    async with start(size=(120, 14), settings=SOON) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("enter")
        await reader.sees("4 unread")
        await reader.press("u")
        await reader.sees("5 unread")
        await reader.press("j", "j", "s")  # scrolling would mark it, and the notice comes after that
        await reader.sees("Saved for later.")
        assert "5 unread" in reader.screen()


async def test_the_read_timer_does_not_override_unread(start) -> None:
    async with start(settings=SOON) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("enter", "u")
        await reader.pilot.pause(2 * SOON.read_after)  # the timer is due long before
        assert "5 unread" in reader.screen()


async def test_a_heading_means_its_articles(start) -> None:
    async with start() as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("v")
        await reader.sees("▸ Mercia")
        await reader.press("g", "r")
        await reader.sees("2 articles marked as read. Ctrl+Z undoes it.", "3 unread")
        await reader.press("s")
        await reader.sees("2 articles saved for later.")
        await reader.press("u")
        await reader.sees("2 articles marked as unread.", "5 unread")
        assert reader.app.screen.pane == "list"


# Undo


async def test_undo_takes_back_what_the_person_did_and_not_what_the_program_did(start) -> None:
    async with start(settings=AT_ONCE) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("s")
        await reader.sees("★ Lamp stolen")
        await reader.press("enter")
        await reader.sees("4 unread")
        await reader.press("ctrl+z")
        await reader.sees("Unsaved again.")
        await reader.sees_no_more("★")
        assert "4 unread" in reader.screen()
        await reader.press("ctrl+z")
        await reader.sees("There is nothing to undo.")
        assert "4 unread" in reader.screen()


async def test_saving_twice_unsaves_whatever_the_timer_did_meanwhile(start) -> None:
    async with start(settings=SOON) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("enter", "s")
        await reader.sees("★ Lamp stolen", "4 unread")
        await reader.press("s")
        await reader.sees("No longer saved.")
        await reader.sees_no_more("★")


async def test_marks_given_faster_than_they_are_kept_come_in_their_order(start) -> None:
    async with start() as reader:
        await reader.sees("5 unread", "A brass lamp")
        for _ in range(3):
            await reader.app.on_event(Key("s", "s"))
        await reader.app.on_event(Key("q", "q"))
        await reader.until(lambda: reader.app.return_code == 0, "the end")
        assert [
            each.title
            for each in reader.library.headlines(list_pane(reader).contents.listing.keys)
            if each.saved
        ]


# Filter, search, areas


async def test_a_filter_outlasts_view_and_list_and_says_that_it_is_on(start) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "Extra patrols")
        await reader.press("f")
        await reader.type("patrol")
        await reader.sees("1 article · 1 unread", "By date · “patrol”")
        await reader.press("enter", "v")
        await reader.sees("1 article · 1 unread", "By area · “patrol”", "▾ Wessex")
        await reader.press("R")
        await reader.sees("1 article · 0 unread")
        await reader.press("i")
        await reader.sees("No headline", "Unread · “patrol”")
        await reader.press("i", "i", "i", "escape")
        await reader.sees("5 articles · 4 unread")


async def test_a_filter_comes_back_after_a_search(start) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "Extra patrols")
        await reader.press("f")
        await reader.type("patrol")
        await reader.sees("1 article · 1 unread")
        await reader.press("enter", "slash")
        await reader.type("lamp")
        await reader.sees("━Search━", "Lamp stolen")
        await reader.press("escape")
        await reader.sees("By date · “patrol”", "Extra patrols")
        assert list_pane(reader).field.value == "patrol"


@pytest.mark.parametrize("key", ["v", "i", "a", "f", "apostrophe"])
async def test_what_a_search_would_hide_asks_to_close_it_first(start, key) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "A brass lamp")
        await reader.press("slash")
        await reader.type("bicycle")
        await reader.sees("1 article", "Bicycles marked")
        await reader.press("enter", "h", key)
        await reader.sees("Press Esc to close the search first.", "━Search━", "Bicycles marked")


async def test_a_query_pasted_selects_the_first_hit(start) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "A brass lamp")
        await reader.press("j", "j", "j", "slash")
        await reader.app.on_event(Paste("the"))
        search = list_pane(reader).search
        await reader.until(lambda: search.answered and search.settled, "the hits")
        assert cursor(reader) == (search.hits[0].headline.key, "hits")


async def test_a_query_typed_selects_the_first_hit_at_every_letter(start) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "A brass lamp")
        await reader.press("j", "slash")
        search = list_pane(reader).search
        for letter in "the":
            await reader.type(letter)
            await reader.until(lambda: search.answered and search.settled, "the hits")
            assert cursor(reader) == (search.hits[0].headline.key, "hits")


async def test_enter_typed_before_there_are_hits_opens_the_first_of_them(start) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "A brass lamp")
        for key in ("slash", *"bicycle", "enter"):
            await reader.app.on_event(Key(key, key if len(key) == 1 else None))
        await reader.sees("Bring your bicycle")
        await reader.until(focused(reader, "article"), "the article's focus")


@pytest.mark.parametrize("keys", [["j"], ["j", "j"], ["h"]], ids=" ".join)
async def test_escape_from_a_search_returns_to_the_row(start, keys) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "A brass lamp")
        await reader.press(*keys)
        before = cursor(reader)
        await reader.press("slash")
        await reader.type("bridge")
        await reader.sees("1 article", "Bridge closed")
        await reader.press("down", "escape")
        await reader.sees("By date")
        assert cursor(reader) == before


async def test_an_empty_list_leaves_the_article_open(start) -> None:
    async with start() as reader:
        await reader.sees("5 articles", "A brass lamp")
        await reader.press("i", "i")
        await reader.sees("Nothing is saved yet.")
        assert "A brass lamp" in reader.screen()


async def test_articles_without_an_area_can_be_chosen(start, content) -> None:
    (content / "stray.md").write_text("---\ntitle: A stray notice\n---\n\nNobody's.\n", encoding="utf-8")
    async with start() as reader:
        await reader.sees("6 articles", "A brass lamp")
        await reader.press("a")
        await reader.sees("All areas", "No area")
        await reader.type("no area")
        await reader.sees_no_more("Northland     ")
        await reader.press("enter")
        await reader.sees("✓ No area")
        await reader.press("escape")
        await reader.sees("1 article ·", "Undated")


# Panes and dialogs


async def test_pages_and_ends_act_on_the_pane_with_the_focus(start) -> None:
    async with start() as reader:
        await reader.sees("Links · 4", "A brass lamp")
        screen = reader.app.screen
        await reader.press("G")
        await reader.until(lambda: cursor(reader)[1] == "undated", "the end of the list")
        await reader.press("pageup")
        await reader.until(lambda: cursor(reader)[1] != "undated", "a page up")
        await reader.press("g")
        await reader.until(lambda: cursor(reader)[1] == "2019-03-15", "the start of the list")
        await reader.press("ctrl+d")
        await reader.until(lambda: cursor(reader)[1] != "2019-03-15", "half a page down")
        await reader.press("L")
        panel = screen.links_pane.panel
        for keys, numbers in ((["G"], {4}), (["ctrl+u"], {1, 2, 3}), (["g"], {1}), (["pagedown"], {2, 3, 4})):
            await reader.press(*keys)
            await reader.until(lambda numbers=numbers: panel.current in numbers, f"{keys}")


async def test_two_quick_keys_close_one_dialog(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("t")
        await reader.sees("Theme")
        for _ in range(2):
            await reader.app.on_event(Key("enter", "\r"))
        await reader.sees_no_more("Enter keeps it")
        assert isinstance(reader.app.screen, ReaderScreen)
        await reader.press("J")
        await reader.sees("Bring your bicycle")


async def test_two_quick_keys_open_one_dialog(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        for _ in range(2):
            await reader.app.on_event(Key("a", "a"))
        await reader.sees("All areas")
        await reader.press("escape")
        await reader.sees_no_more("All areas  ")
        assert isinstance(reader.app.screen, ReaderScreen)


# The start and the end


async def test_a_visit_begins_once(start, monkeypatch) -> None:
    begun = []
    before = ReaderScreen.on_mount

    def on_mount(self) -> None:
        begun.append(self)
        before(self)

    monkeypatch.setattr(ReaderScreen, "on_mount", on_mount)
    async with start() as reader:
        await reader.sees("A brass lamp")
        assert len(begun) == 1


async def test_leaving_right_after_moving_keeps_where_the_person_was(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        for key in "jjjq":
            await reader.app.on_event(Key(key, key))
        await reader.until(lambda: reader.app.return_code == 0, "the end")
    async with start() as reader:
        await reader.sees("Officers will walk")


# While the program runs


async def test_an_article_that_expires_leaves_the_list_and_says_so_where_it_is_open(
    start, content, monkeypatch
) -> None:
    lamp = content / "Mercia/lamp.md"
    text = lamp.read_text(encoding="utf-8").replace("area: Mercia", "area: Mercia\nexpires: 2999-01-01")
    lamp.write_text(text, encoding="utf-8")
    monkeypatch.setattr(reader_screen, "LOOK", 0.2)
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        for module in (date_order, article_loader):
            monkeypatch.setattr(module, "now_in_london", lambda: "3000-01-01T00:00")
        await reader.sees("4 articles", "This article has expired.", "A brass lamp")


async def test_a_folder_that_goes_away_is_told_at_once_and_when_it_is_back(
    start, content, monkeypatch
) -> None:
    monkeypatch.setattr(reader_screen, "LOOK", 0.2)
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.until(lambda: reader.app.screen.updates.watching, "the watch")
        away = content.rename(content.with_name("away"))
        await reader.is_told("cannot be read now; its articles are listed as they were last seen.")
        assert "5 articles" in reader.screen()
        away.rename(content)
        await reader.is_told("can be read again.")


# Keys


async def test_one_unknown_command_costs_that_name_alone(start) -> None:
    wishes = Settings(theme="dark", keys={"serach": ("x",), "filter": ("F",)})
    async with start(settings=wishes) as reader:
        await reader.sees("A brass lamp")
        await reader.is_told("there is no command called serach")
        await reader.press("F")
        await reader.sees("Keep headlines with")
        await reader.press("escape", "exclamation_mark")
        await reader.sees("Problems", "keys.serach: there is no command called serach. Did you mean")


async def test_hints_name_the_keys_that_are_set(start) -> None:
    wishes = Settings(theme="dark", keys={"undo": ("U",), "only": ("I",), "page_code": ("C",)})
    async with start(settings=wishes) as reader:
        await reader.sees("5 unread", "A brass lamp")
        await reader.press("R")
        await reader.sees("5 articles marked as read. U undoes it.")
        await reader.press("I", "I")
        await reader.sees("Press I for the other lists.")


async def test_newsboats_u_shows_the_addresses(start) -> None:
    async with start(settings=Settings(theme="dark", preset="newsboat")) as reader:
        await reader.sees("Links · 4")
        await reader.press("u")
        await reader.until(focused(reader, "links"), "the focus of the links")
