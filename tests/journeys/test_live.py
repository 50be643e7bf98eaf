"""The folders change while a person reads: news arrives, an article is mended, one is withdrawn."""

from __future__ import annotations

from pathlib import Path

from newsreader.library.errors import NotFoundError

NEW = """```yaml
area: Mercia
publish:
  date: {date}
title: {title}
```

{body}
"""


def write(file: Path, title: str, body: str = "It is so.", date: str = "16 Mar 2019") -> None:
    aside = file.with_name(f".{file.name}.tmp")
    aside.write_text(NEW.format(title=title, body=body, date=date), encoding="utf-8")
    aside.rename(file)


def moved(reader):
    try:
        return reader.library.find("Harbour/lamp.md")
    except NotFoundError:
        return None


async def ready(reader) -> None:
    await reader.sees("A brass lamp", "5 articles")
    await reader.until(lambda: reader.app.screen.updates.watching, "the watch")


async def test_what_arrives_is_counted_and_nothing_moves(start, content) -> None:
    async with start(size=(120, 11)) as reader:
        await ready(reader)
        await reader.press("j")
        await reader.sees("Bring your bicycle")
        line = next(
            i for i, text in enumerate(reader.screen().splitlines()) if "Bicycles marked" in text[:34]
        )
        write(content / "Mercia/new.md", "Ferry runs again")
        await reader.sees("6 articles", "1 just arrived")
        lines = reader.screen().splitlines()
        assert "Bicycles marked" in lines[line][:34]
        assert "Bring your bicycle" in reader.screen()
        await reader.press("g")
        await reader.sees("Ferry runs again")
        await reader.sees_no_more("just arrived")


async def test_the_open_article_is_shown_anew_when_its_file_changes(start, content) -> None:
    async with start() as reader:
        await ready(reader)
        write(
            content / "Mercia/lamp.md",
            "Lamp stolen from a harbour wall",
            "The lamp was found.",
            "16:20 15/03/2019",
        )
        await reader.sees("The lamp was found.")


async def test_a_withdrawn_article_says_so(start, content) -> None:
    async with start() as reader:
        await ready(reader)
        (content / "Mercia/lamp.md").unlink()
        await reader.sees("withdrawn.", "4 articles")
        assert "A brass lamp" not in reader.screen()


async def test_an_article_that_moved_stays_open_and_read(start, content) -> None:
    async with start() as reader:
        await ready(reader)
        await reader.press("r")
        await reader.sees("4 unread")
        (content / "Harbour").mkdir()
        (content / "Mercia/lamp.md").rename(content / "Harbour/lamp.md")
        await reader.until(lambda: (found := moved(reader)) and found.read, "the moved article")
        await reader.sees("4 unread")


async def test_an_empty_folder_fills(start, tmp_path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with start(root=empty) as reader:
        await reader.sees("There are no articles in")
        await reader.until(lambda: reader.app.screen.updates.watching, "the watch")
        write(empty / "first.md", "The first of all")
        await reader.sees("The first of all", "1 article")


async def test_a_fold_outlasts_a_list_that_was_on_its_way(start) -> None:
    async with start() as reader:
        await ready(reader)
        screen = reader.app.screen
        fresh = reader.library.listing(screen.list_pane.contents.view, screen.list_pane.contents.filter)
        screen.list_pane.articles.fold(False)
        screen.list_pane.post_message(
            screen.list_pane.contents.Listed(fresh)
        )  # overtakes the message of the fold
        await reader.until(lambda: screen.list_pane.contents.listing is fresh, "the fresh list")
        await reader.sees("▸ Friday 15 March 2019")
        await reader.until(lambda: reader.library.session.get("unfolded.date"), "the fold, kept")
        await reader.sees("▸ Friday 15 March 2019")


async def test_a_fold_belongs_to_the_view_that_it_was_made_in(start) -> None:
    async with start() as reader:
        await ready(reader)
        screen = reader.app.screen
        screen.list_pane.articles.fold(False)
        screen.list_pane.action_view()
        await reader.sees("▸ Mercia")
        await reader.until(lambda: reader.library.session.get("unfolded.date"), "the fold, kept")
        assert reader.library.session.get("unfolded.area") is None
        await reader.press("v")
        await reader.sees("▸ Friday 15 March 2019")
