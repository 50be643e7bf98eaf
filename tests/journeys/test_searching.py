"""A person looks for something: by search, by filter, in help and in the palette."""

from __future__ import annotations

from textual.events import Key


async def test_search_as_typed_and_n_through_the_hits(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles · 5 unread")
        await reader.press("slash")
        await reader.type("bicycle")
        await reader.sees("1 article", "Bicycles marked")
        await reader.press("enter")
        await reader.sees("Bring your bicycle")
        await reader.press("escape", "escape")
        await reader.sees("Extra patrols")


async def test_two_keys_go_through_the_hits_while_the_search_is_open(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("slash")
        await reader.type("the")
        await reader.until(lambda: reader.app.screen.list_pane.search.answered, "hits")
        await reader.press("enter")
        first = reader.app.screen.list_pane.articles.cursor_key
        await reader.press("n")
        await reader.until(lambda: reader.app.screen.list_pane.articles.cursor_key != first, "the second hit")
        await reader.press("N")
        await reader.until(lambda: reader.app.screen.list_pane.articles.cursor_key == first, "the first hit")


async def test_a_search_without_a_hit_says_so(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("slash")
        await reader.type("zeppelin")
        await reader.sees("No article contains", "zeppelin")


async def test_nothing_that_is_typed_breaks_a_search(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        for query in ('"', "area:", "-", "after:2019-99", '"harbour wall', "lam*", "((", "[/]"):
            await reader.press("slash")
            reader.app.screen.list_pane.field.value = query
            await reader.pilot.pause()
            await reader.until(lambda query=query: reader.app.screen.list_pane.search.query == query, query)
            await reader.press("escape")
        await reader.sees("Friday 15 March 2019")


async def test_filter_and_its_end(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "Extra patrols")
        await reader.press("f")
        await reader.type("patrol")
        await reader.sees_no_more("Bicycles marked")
        await reader.sees("Extra patrols")
        await reader.press("enter", "escape")
        await reader.sees("Bicycles marked")


async def test_a_filter_that_nothing_matches_says_so(start) -> None:
    async with start() as reader:
        await reader.sees("Extra patrols")
        await reader.press("f")
        await reader.type("zeppelin")
        await reader.sees("No headline contains", "“zeppelin”")


async def test_help_is_searched_and_carries_out_what_is_chosen(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("question_mark")
        await reader.sees("Help", "Next article")
        await reader.type("by area")
        await reader.sees_no_more("Next article")
        await reader.press("enter")
        await reader.sees("By area")


async def test_the_palette_carries_out_a_command(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("ctrl+p")
        await reader.sees("Commands")
        await reader.type("article alone")
        await reader.press("enter")
        await reader.sees_no_more("Friday 15 March")


async def test_themes_are_shown_while_they_are_looked_at(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp")
        await reader.press("t", "down")
        await reader.until(lambda: reader.app.theme == "light", "the light theme")
        await reader.press("escape")
        await reader.until(lambda: reader.app.theme == "dark", "the theme before")
        await reader.press("t", "down", "enter")
        await reader.until(lambda: reader.app.theme == "light", "the chosen theme")


async def test_the_last_searches_come_back(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        for query in ("bicycle", "bridge"):
            await reader.press("slash")
            reader.app.screen.list_pane.field.value = query
            await reader.until(
                lambda: (
                    reader.app.screen.list_pane.search.answered and reader.app.screen.list_pane.search.hits
                ),
                query,
            )
            await reader.press("enter", "escape", "escape")
        await reader.press("slash", "up")
        await reader.until(lambda: reader.app.screen.list_pane.field.value == "bridge", "the last search")
        await reader.press("up")
        await reader.until(lambda: reader.app.screen.list_pane.field.value == "bicycle", "the one before")
        await reader.press("down", "down")
        await reader.until(lambda: reader.app.screen.list_pane.field.value == "", "the empty field")


async def test_the_order_of_a_search(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("slash")
        await reader.type("the")
        await reader.until(lambda: reader.app.screen.list_pane.search.answered, "hits")
        await reader.press("ctrl+o")
        await reader.sees("The newest hits come first.")

        def dates() -> list[str]:
            return [hit.headline.date or "" for hit in reader.app.screen.list_pane.search.hits]

        await reader.until(lambda: dates() == sorted(dates(), reverse=True), "newest first")


async def test_a_mistyped_word_is_put_right_by_enter(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("slash")
        await reader.type("sqaure")
        await reader.sees("you mean “square”")
        await reader.press("enter")
        await reader.sees("2 articles")


async def test_the_first_letters_of_an_area_lead_to_it(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("v")
        await reader.sees("By area")
        await reader.press("apostrophe")
        await reader.type("wes")
        await reader.until(
            lambda: reader.app.screen.list_pane.articles.cursor_section.id == "Wessex", "Wessex"
        )
        await reader.press("enter", "l")
        await reader.sees("▾ Wessex")


async def test_what_is_typed_ahead_goes_into_the_field(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.pilot.press("slash", *"quartz")
        await reader.sees("No article contains “quartz”")
        await reader.pilot.press("escape", "escape", "ctrl+f", *"quartz")
        await reader.sees("not found")


async def test_a_field_that_is_told_late_of_its_focus_keeps_what_was_typed(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        for key, character in (("slash", "/"), ("l", "l"), ("a", "a"), ("m", "m")):
            await reader.app.on_event(Key(key, character))
        await reader.pilot.pause()
        await reader.type("p")
        assert reader.app.screen.list_pane.field.value == "lamp"
        await reader.sees("1 article")


async def test_the_last_query_is_written_over_by_the_next(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("slash")
        await reader.type("lamp")
        await reader.press("enter", "slash")
        assert reader.app.screen.list_pane.field.value == "lamp"
        await reader.type("bicycle")
        await reader.sees("Bicycles marked")
        assert reader.app.screen.list_pane.field.value == "bicycle"


async def test_what_is_typed_ahead_in_a_dialog_is_chosen_before_it_closes(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("a")
        await reader.sees("All areas", "Northland")
        for key in (*"wess", "enter", "escape"):
            await reader.app.on_event(Key(key, key if len(key) == 1 else None))
        await reader.sees("Wessex ▾", "2 articles")


async def test_a_find_that_is_typed_ahead_goes_to_the_second_place(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        for key in ("ctrl+f", *"lamp", "enter", "n"):
            await reader.app.on_event(Key(key, key if len(key) == 1 else None))
        await reader.sees("2 of ")


async def test_a_theme_looked_at_goes_with_escape_however_quick(start) -> None:
    async with start() as reader:
        await reader.sees("A brass lamp", "5 articles")
        await reader.press("t")
        await reader.sees("Theme")
        for key in ("down", "escape"):
            await reader.app.on_event(Key(key, None))
        await reader.sees_no_more("Enter keeps it")
        assert reader.app.theme == "dark"
