"""What a person sees in the article's pane, and what their keys and their mouse do there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseMove, MouseScrollUp
from textual.pilot import Pilot

from newsreader.document.document import Document
from newsreader.resources.mentions import Entry, Group, Kind, Mention
from newsreader.ui.themes import DARK, THEMES
from newsreader.ui.widgets.article_view import ArticleView, Shown
from newsreader.ui.widgets.article_view_paint import Column

BODY = (Path(__file__).parent / "fixtures" / "patrols.md").read_text(encoding="utf-8")
TITLE = "Extra patrols near places of worship"
BYLINE = "Bedfordshire · 15 March 2019 · 1 min"


class Stage(App[None]):
    """An app with nothing but the view, and a list of what it said."""

    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.said: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def compose(self) -> ComposeResult:
        yield ArticleView()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        self.said.append(event)

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.said.append(event)

    def on_article_view_found(self, event: ArticleView.Found) -> None:
        self.said.append(event)

    def on_article_view_copy_requested(self, event: ArticleView.CopyRequested) -> None:
        self.said.append(event)

    def last(self, kind: type) -> object:
        return [each for each in self.said if isinstance(each, kind)][-1]


def rows(app: Stage) -> list[str]:
    """What the pane shows."""
    view = app.view
    return [strip.text.rstrip() for strip in view.render_lines(view.size.region)]


def seen(app: Stage) -> str:
    return "\n".join(rows(app))


def styles_of(app: Stage, words: str) -> list[object]:
    """The styles of the words where they first stand on one row of the pane."""
    for strip in app.view.render_lines(app.view.size.region):
        at = strip.text.find(words)
        if at >= 0:
            cut = strip.crop(at, at + len(words))
            return [segment.style for segment in cut]
    raise AssertionError(f"{words!r} is not in sight:\n{seen(app)}")


def spot(app: Stage, words: str) -> tuple[int, int]:
    """The cell at which some words begin."""
    for y, row in enumerate(rows(app)):
        if words in row:
            return row.index(words), y
    raise AssertionError(f"{words!r} is not in sight:\n{seen(app)}")


def entry(number: int, *words: str, body: str = BODY) -> Entry:
    """An entry that stands wherever its words stand."""
    places = []
    for word in words:
        at = body.find(word)
        while at >= 0:
            places.append((at, at + len(word)))
            at = body.find(word, at + 1)
    mention = Mention(
        entry=number,
        kind=Kind.RESOURCE,
        text=words[0],
        target=None,
        resource=None,
        name=words[0],
        purpose="",
        group=Group.HELP,
        status=None,
        replaced_by=None,
        call=None,
        places=tuple(sorted(places)),
    )
    return Entry(
        number=number,
        group=Group.HELP,
        name=words[0],
        purpose="",
        words=words[0],
        target=None,
        successor=None,
        shown="",
        reference=None,
        evidence="A",
        mentions=(mention,),
    )


ENTRIES = (entry(1, "101"), entry(2, "999"), entry(3, "Run, Hide, Tell"), entry(4, "www.LTAI.info"))


def show(app: Stage, body: str = BODY, title: str = TITLE, *, place: int | None = None) -> None:
    app.view.show(Shown(title, BYLINE, Document(body)), place=place)


def long_body(paragraphs: int) -> str:
    return "\n\n".join(
        f"Paragraph {n:05} says that the river rose again last night." for n in range(paragraphs)
    )


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Waits for something to become true."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "waited for ten seconds"
        await pilot.pause(0.01)


async def test_title_byline_and_body_stand_in_one_column() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        await pilot.pause()
        shown = rows(app)
        texts = [row.strip() for row in shown]
        assert texts[1] == TITLE and texts[2] == BYLINE and texts[3] == ""
        assert texts[4].startswith("Officers will be out")
        left = len(shown[1]) - len(shown[1].lstrip())
        assert len(shown[4]) - len(shown[4].lstrip()) == left


async def test_text_is_never_wider_than_asked_and_is_centred() -> None:
    app = Stage()
    async with app.run_test(size=(160, 40)) as pilot:
        app.view.text_width = 60
        show(app)
        await pilot.pause()
        body = [row for row in rows(app) if row.strip()]
        left = min(len(row) - len(row.lstrip()) for row in body)
        assert all(len(row) <= left + 60 for row in body)
        assert abs(left - (160 - 60) // 2) <= 1


def test_the_column_fits_every_pane_and_never_jumps() -> None:
    before = Column.within(11, 76)
    for pane in range(12, 240):
        column = Column.within(pane, 76)
        assert column.left + column.text + column.beside + 1 <= pane
        assert 0 <= column.left - before.left <= 1
        assert abs(column.text - before.text) <= 4
        before = column


async def test_no_article_shows_the_sentence() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.message = "Choose an article on the left."
        await pilot.pause()
        assert "Choose an article on the left." in rows(app)[11].strip()
        show(app)
        await pilot.pause()
        assert "Choose" not in seen(app)
        app.view.show(None)
        await pilot.pause()
        assert seen(app).strip() == "Choose an article on the left."


async def test_links_come_late_and_nothing_moves() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        await pilot.pause()
        before = rows(app)
        app.view.set_links(ENTRIES)
        await pilot.pause()
        after = rows(app)
        column = max(len(row) for row in before)
        assert [row[:column].rstrip() for row in after] == before
        (line,) = [row for row in after if "Run, Hide, Tell" in row]
        assert line.split()[-1] == "3"
        assert all(style.underline for style in styles_of(app, "Run, Hide, Tell"))


async def test_the_current_link_differs_without_colour() -> None:
    app = Stage("terminal")
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        app.view.set_links(ENTRIES)
        app.view.step_mark(1)
        await pilot.pause()
        assert app.view.current_entry == 1
        assert all(style.reverse and style.underline for style in styles_of(app, "101"))
        assert all(style.underline and not style.reverse for style in styles_of(app, "999"))


async def test_brackets_go_round_the_links() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        assert not app.view.step_mark(1)
        app.view.set_links(ENTRIES)
        went = []
        for _ in range(6):
            app.view.step_mark(1)
            went.append(app.view.current_entry)
        assert went == [1, 2, 3, 4, 4, 1]
        app.view.step_mark(-1)
        assert app.view.current_entry == 4
        app.view.choose()
        await pilot.pause()
        assert app.last(ArticleView.LinkChosen).entry == 4  # type: ignore[attr-defined]


async def test_a_link_out_of_sight_is_brought_into_sight() -> None:
    app = Stage()
    body = long_body(200) + "\n\nCall 999 today."
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, body)
        app.view.set_links([entry(7, "999", body=body)])
        app.view.current_entry = 7
        await pilot.pause()
        assert "Call 999 today." in seen(app)


async def test_a_click_on_a_link_chooses_it_and_beside_it_does_not() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        app.view.set_links(ENTRIES)
        await pilot.pause()
        x, y = spot(app, "999")
        await pilot.click(ArticleView, offset=(x - 8, y))
        assert not [each for each in app.said if isinstance(each, ArticleView.LinkChosen)]
        await pilot.click(ArticleView, offset=(x + 1, y))
        await pilot.pause()
        assert app.last(ArticleView.LinkChosen).entry == 2  # type: ignore[attr-defined]


async def test_pages_overlap_and_end() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, long_body(60))
        await pilot.pause()
        assert app.view.percent < 100 and not app.view.at_end and not app.view.page(-1)
        last = [row for row in rows(app) if row.strip()][-1]
        assert app.view.page(1)
        await pilot.pause()
        assert last in rows(app)[:3]
        pages = 1
        while app.view.page(1):
            pages += 1
            assert pages < 20
        await pilot.pause()
        assert app.view.at_end and app.view.percent == 100
        assert "Paragraph 00059" in seen(app)
        app.view.to_start()
        await pilot.pause()
        assert TITLE in seen(app) and app.view.line == 1
        app.view.to_end()
        app.view.scroll_lines(-3)
        assert not app.view.at_end


async def test_a_short_article_is_at_its_end() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, "Short.")
        await pilot.pause()
        assert app.view.at_end and app.view.percent == 100 and not app.view.page(1)


async def test_resize_keeps_the_paragraph_at_the_top() -> None:
    app = Stage()
    async with app.run_test(size=(120, 24)) as pilot:
        body = "\n\n".join(
            f"Paragraph {n:05} " + "tells of the river that rose again " * 6 for n in range(300)
        )
        show(app, body)
        app.view.go_to(body.index("Paragraph 00150"))
        await pilot.pause()
        for size in ((60, 24), (40, 30), (140, 24), (120, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            top = next(filter(None, rows(app)))
            assert "Paragraph 00150" in top, size


async def test_the_place_is_given_and_taken() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        body = long_body(400)
        show(app, body)
        app.view.scroll_lines(100)
        await pilot.pause()
        place, top = app.view.place, rows(app)
        assert app.last(ArticleView.Moved).place == place > 0  # type: ignore[attr-defined]
        show(app, "Another.")
        await pilot.pause()
        assert app.view.place == 0
        show(app, body, place=place)
        await pilot.pause()
        assert next(filter(None, rows(app))) == next(filter(None, top))


async def test_find_lights_all_counts_and_goes_round() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        assert app.view.find("worship") == 1
        assert app.view.find("you") >= 5
        count = app.view.found[1]
        assert app.view.found == (1, count)
        assert app.view.find_step(1) == (2, count)
        assert app.view.find_step(-1) == (1, count)
        assert app.view.find_step(-1) == (count, count)
        await pilot.pause()
        assert app.last(ArticleView.Found).count == count  # type: ignore[attr-defined]
        app.view.find("superintendent")
        await pilot.pause()
        assert all(style.reverse for style in styles_of(app, "superintendent"))
        app.view.clear_find()
        await pilot.pause()
        assert not any(style.reverse for style in styles_of(app, "superintendent"))
        assert app.view.found == (0, 0)
        assert app.view.find("zeppelin") == 0 and app.view.find("  ") == 0


async def test_a_drag_selects_across_blocks_as_plain_text() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        app.view.set_links(ENTRIES)
        await pilot.pause()
        x, y = spot(app, "Say what you saw")
        end_x, end_y = spot(app, "Nobody should")
        await pilot.mouse_down(ArticleView, offset=(x, y))
        await pilot.hover(ArticleView, offset=(end_x + 6, end_y))
        await pilot.mouse_up(ArticleView, offset=(end_x + 6, end_y))
        await pilot.pause()
        assert app.view.selected_text == "Say what you saw, and where.\n\nNobody"
        assert all(style.reverse for style in styles_of(app, "Say what you saw, and"))
        assert app.view.copy_selection()
        await pilot.pause()
        assert app.last(ArticleView.CopyRequested).text == "Say what you saw, and where.\n\nNobody"  # type: ignore[attr-defined]
        assert app.view.clear_selection() and not app.view.clear_selection()
        assert app.view.selected_text == "" and not app.view.copy_selection()


async def test_a_selection_may_begin_in_the_title() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        await pilot.pause()
        x, y = spot(app, "places of worship")
        end_x, end_y = spot(app, "will be out")
        await pilot.mouse_down(ArticleView, offset=(x, y))
        await pilot.hover(ArticleView, offset=(end_x, end_y))
        await pilot.mouse_up(ArticleView, offset=(end_x, end_y))
        text = app.view.selected_text
        assert text == f"places of worship\n{BYLINE}\n\nOfficers "
        assert all(style.reverse for style in styles_of(app, "places of worship"))


async def test_a_double_click_selects_a_word_and_a_click_nothing() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        await pilot.pause()
        x, y = spot(app, "Crimestoppers")
        await pilot.click(ArticleView, offset=(x + 4, y), times=2)
        assert app.view.selected_text == "Crimestoppers"
        await pilot.click(ArticleView, offset=(1, y))
        assert app.view.selected_text == ""


async def test_the_keyboard_selects_too() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        app.view.focus()
        await pilot.press(*["shift+right"] * 5)
        assert app.view.selected_text == TITLE[:5]
        await pilot.press("shift+left")
        assert app.view.selected_text == TITLE[:4]
        await pilot.press("shift+down", "shift+down")
        assert app.view.selected_text.endswith("Offi")
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.last(ArticleView.CopyRequested).text.startswith(TITLE)  # type: ignore[attr-defined]
        await pilot.press("escape")
        assert app.view.selected_text == ""
        await pilot.press("ctrl+a")
        assert app.view.selected_text.startswith(TITLE)
        assert app.view.selected_text.rstrip().endswith("www.LTAI.info.")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_theme_shows_everything(theme: str) -> None:
    app = Stage(theme)
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        app.view.set_links(ENTRIES)
        app.view.find("police")
        await pilot.pause()
        assert "What you can do" in seen(app)
        assert all(style.bold for style in styles_of(app, "What you can do"))


@pytest.mark.parametrize(
    "hostile",
    [
        "[/]",
        "[@click=app.bell]x[/]",
        "[bold red]x",
        "[=]",
        "日本語" * 60,
        "👨‍👩‍👧🇬🇧é" * 40,
        "x" * 5000,
        "\\[/b]" * 30,
    ],
)
async def test_what_an_article_says_is_never_markup(hostile: str) -> None:
    app = Stage()
    async with app.run_test(size=(40, 24)) as pilot:
        show(app, f"Before {hostile} after", title=f"Title {hostile}")
        app.view.find("after")
        app.view.message = hostile
        await pilot.pause()
        for strip in app.view.render_lines(app.view.size.region):
            assert strip.cell_length == 40
            assert not any(segment.style is not None and segment.style.meta for segment in strip)
        visible = "".join(row.strip() for row in rows(app)).replace(" ", "")
        assert hostile.replace("\\", "")[:8].replace(" ", "") in visible
        app.view.show(None)
        await pilot.pause()
        await pilot.resize_terminal(20, 5)
        await pilot.pause()


async def test_three_megabytes_are_quick_anywhere() -> None:
    app = Stage()
    body = long_body(50_000)
    assert len(body) > 2_800_000
    async with app.run_test(size=(120, 40)) as pilot:
        start = time.monotonic()
        show(app, body)
        assert "Paragraph 00000" in seen(app)
        first = time.monotonic() - start
        start = time.monotonic()
        app.view.to_end()
        assert "Paragraph 49999" in seen(app)
        end = time.monotonic() - start
        start = time.monotonic()
        for _ in range(10):
            app.view.page(-1)
            seen(app)
        pages = (time.monotonic() - start) / 10
        # Bounds for a machine many times slower than this one; the bench prints real figures.
        assert first < 1 and end < 2 and pages < 0.5
        await pilot.pause()


async def test_idle_work_never_moves_the_reader() -> None:
    app = Stage()
    body = long_body(6_000)
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, body, place=body.index("Paragraph 04000"))
        await pilot.pause()
        top = rows(app)
        assert "Paragraph 04000" in "\n".join(top[:2])
        await until(pilot, lambda: app.view.laid_out)
        assert next(filter(None, rows(app))) == next(filter(None, top))
        app.view.scroll_lines(-2)
        assert "Paragraph 03999" in "\n".join(rows(app)[:2])


async def test_a_newer_article_takes_the_place_of_one_still_in_the_works() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(30):
            show(app, long_body(5_000))
        show(app, "The last one.")
        await until(pilot, lambda: app.view.laid_out)
        assert "The last one." in seen(app)


async def test_the_terminals_cursor_follows() -> None:
    app = Stage()
    async with app.run_test(size=(80, 40)) as pilot:
        show(app)
        app.view.set_links(ENTRIES)
        app.view.focus()
        await pilot.pause()
        app.view.current_entry = 2
        await pilot.pause()
        assert tuple(app.cursor_position) == spot(app, "999")


async def test_pages_back_from_the_end_leave_nothing_out() -> None:
    app = Stage()
    body = "\n\n".join(f"Paragraph {n:05} " + "tells of the river. " * (1 + n * 7 % 23) for n in range(3_000))
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, body)
        app.view.to_end()
        await pilot.pause()
        assert "Paragraph 02999" in seen(app)
        below = rows(app)
        for _ in range(40):
            app.view.page(-1)
            await pilot.pause()
            above = rows(app)
            assert above[-2:] == below[:2]
            below = above


async def test_the_wheel_moves_by_lines_that_were_never_seen() -> None:
    app = Stage()
    body = "\n\n".join(f"Paragraph {n:05} " + "tells of the river. " * (1 + n * 7 % 23) for n in range(3_000))
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, body)
        app.view.to_end()
        await pilot.pause()
        for _ in range(60):
            before = rows(app)
            await pilot._post_mouse_events([MouseScrollUp], ArticleView, offset=(10, 5))
            after = rows(app)
            step = next(step for step in range(1, 8) if after[step:] == before[:-step])
            assert step <= 3


async def test_the_scroll_bar_pages_and_follows_at_once() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, long_body(400))
        await pilot.pause()
        await pilot.click(ArticleView, offset=(79, 22))
        await pilot.pause()
        assert app.view.line == 1 + 24 - 2
        await pilot.mouse_down(ArticleView, offset=(79, 1))
        await pilot.hover(ArticleView, offset=(79, 12))
        await pilot.mouse_up(ArticleView, offset=(79, 12))
        await pilot.pause()
        assert 35 < app.view.percent < 65
        assert app.view.selected_text == ""


async def test_a_drag_beyond_the_pane_scrolls() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, long_body(400))
        await pilot.pause()
        await pilot.mouse_down(ArticleView, offset=(10, 10))
        app.view.post_message(mouse_move(app, 10, 26))
        await until(pilot, lambda: app.view.line > 5)
        await pilot.mouse_up(ArticleView, offset=(10, 20))
        line = app.view.line
        await pilot.pause(0.15)
        assert app.view.line == line
        assert app.view.selected_text.count("Paragraph") > 6


def mouse_move(app: Stage, x: int, y: int) -> MouseMove:
    """The mouse comes to a cell, maybe beyond the pane."""
    return MouseMove(
        app.view, x, y, 0, 0, button=1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
    )


async def test_a_find_in_a_very_long_article_answers_when_it_was_read() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        show(app, long_body(7_000))
        start = time.monotonic()
        assert app.view.find("Paragraph 06999") == 0
        assert time.monotonic() - start < 0.5
        await until(pilot, lambda: app.view.found == (1, 1))
        assert "Paragraph 06999" in seen(app)


async def test_a_new_article_ends_a_drag() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24)) as pilot:
        show(app)
        await pilot.pause()
        await pilot.mouse_down(ArticleView, offset=(10, 10))
        show(app, "Another.")
        await pilot.hover(ArticleView, offset=(20, 12))
        assert app.view.selected_text == "" and app.mouse_captured is None
