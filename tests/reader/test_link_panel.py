"""What a person sees in the link panel."""

from __future__ import annotations

from typing import Any

import pytest

from newsreader.links.reference import Group
from newsreader.reader.dialogs.open_link import OpenLink
from newsreader.reader.dialogs.qr_code import QrScreen
from newsreader.reader.link_panel import LinkPanel


async def test_what_is_said_of_each_entry(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(60, 60)) as pilot:
        app.panel.show(links.ENTRIES)
        await pilot.pause()
        said = [row.strip() for row in links.rows(app) if row.strip()]
        assert said[: said.index("6  www.LTAI.info") + 1] == [
            "Emergency",
            "1  999",
            "When a life is in danger.",
            "Help and advice",
            "2  Run, Hide, Tell",
            "gov.uk/run-hide-tell",
            "3  Report Fraud",
            "reportfraud.police.uk",
            "The article says Action Fraud.",
            "This appeal",
            "4  101",
            "Quote 2499 of 8 January",
            "“call 101”",
            "5  Incident desk",
            "Call 101, quote 77 of 9 May",
            "Not yet checked.",
            "Web",
            "6  www.LTAI.info",
        ]


async def test_what_may_have_ended_is_said_unless_there_is_a_successor(links: Any) -> None:
    app = links.LinksApp()
    entries = [
        links.entry(1, Group.HELP, "A leaflet", status="current"),
        links.entry(2, Group.HELP, "An old campaign", status="legacy, current state unknown"),
        links.entry(3, Group.HELP, "A former name", status="legacy", successor="The new name"),
    ]
    async with app.run_test(size=(60, 60)) as pilot:
        app.panel.show(entries)
        await pilot.pause()
        said = [row.strip() for row in links.rows(app) if row.strip()]
        assert said.count("May have ended.") == 1
        assert said[said.index("2  An old campaign") + 1] == "May have ended."


async def test_a_group_stands_together_whatever_the_order_of_the_text(links: Any) -> None:
    app = links.LinksApp()
    mixed = [
        links.entry(1, Group.WEB, "example.org"),
        links.entry(2, Group.EMERGENCY, "999"),
        links.entry(3, Group.WEB, "example.net"),
    ]
    async with app.run_test(size=(60, 60)) as pilot:
        app.panel.show(mixed)
        await pilot.pause()
        said = [row.strip() for row in links.rows(app) if row.strip()]
        assert said == ["Emergency", "2  999", "Web", "1  example.org", "3  example.net"]
        app.panel.move(1)
        assert app.panel.current == 1


async def test_waiting_and_nothing(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(30, 20)) as pilot:
        app.panel.show((), waiting=True)
        await pilot.pause()
        assert not "".join(links.rows(app)).strip()
        await links.until(pilot, lambda: "Looking for" in "\n".join(links.rows(app)))
        app.panel.show((), message="This article names nothing.")
        app.panel.move(1)
        assert not app.panel.choose() and app.panel.current is None
        await pilot.pause()
        assert [row.strip() for row in links.rows(app) if row.strip()] == ["This article names nothing."]


async def test_moving_and_choosing(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(34, 30)) as pilot:
        app.panel.show(links.ENTRIES)
        assert app.panel.current == 1
        app.panel.move(1)
        app.panel.move(1)
        app.panel.choose()
        app.panel.to_end(last=True)
        app.panel.move(1)
        app.panel.to_end(last=False)
        app.panel.page(1)
        app.panel.highlight(2)
        app.panel.highlight(99)
        await pilot.pause()
        assert app.panel.current == 2
        assert app.messages[:5] == [
            ("highlighted", 2),
            ("highlighted", 3),
            ("chosen", 3),
            ("highlighted", 6),
            ("highlighted", 1),
        ]


async def test_the_highlight_differs_without_colour_and_stays_in_sight(links: Any) -> None:
    app = links.LinksApp("terminal")
    async with app.run_test(size=(34, 12)) as pilot:
        app.panel.show(links.ENTRIES)
        app.panel.to_end(last=True)
        await pilot.pause()
        y = links.row_of(app, "www.LTAI.info")
        strip = app.panel.render_lines(app.panel.size.region)[y]
        assert any(segment.text == "6" and segment.style and segment.style.reverse for segment in strip)


async def test_mouse(links: Any) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(60, 60)) as pilot:
        app.panel.show(links.ENTRIES)
        await pilot.pause()
        y = links.row_of(app, "reportfraud")
        await pilot.click(LinkPanel, offset=(10, y))
        assert app.messages == [("highlighted", 3)]
        await pilot.click(LinkPanel, offset=(10, y))
        await pilot.pause()
        assert app.messages == [("highlighted", 3), ("chosen", 3)]
        await pilot.click(LinkPanel, offset=(10, links.row_of(app, "Help and advice")))
        assert len(app.messages) == 2


async def test_moving_through_five_hundred_entries(links: Any) -> None:
    app = links.LinksApp()
    many = [
        links.entry(
            n,
            Group.WEB,
            f"Service {n}",
            purpose="Helps people who need it. " * 3,
            shown=f"example{n}.org",
            target=f"https://example{n}.org/",
        )
        for n in range(1, 501)
    ]
    async with app.run_test(size=(34, 40)) as pilot:
        await pilot.pause()
        app.panel.show(many)
        for number in range(2, 52):
            app.panel.move(1)
            assert f"{number}  Service {number}" in "\n".join(links.rows(app))
        app.panel.to_end(last=True)
        assert "500  Service 500" in "\n".join(links.rows(app))


@pytest.mark.parametrize("hostile", ["[/]", "[@click=app.bell]x", "日本語" * 30, "x" * 400, "[=]"])
async def test_nothing_is_markup(links: Any, hostile: str) -> None:
    app = links.LinksApp()
    async with app.run_test(size=(30, 40)) as pilot:
        app.panel.show(
            [
                links.entry(
                    1, Group.WEB, hostile, purpose=hostile, shown=hostile, words=hostile, reference=hostile
                )
            ]
        )
        await pilot.pause()
        assert hostile[:8] in "\n".join(links.rows(app))
        for strip in app.panel.render_lines(app.panel.size.region):
            assert strip.cell_length == 30
            assert not any(segment.style is not None and segment.style.meta for segment in strip)
        app.push_screen(OpenLink(f"https://example.org/{hostile}", hostile))
        await pilot.pause()
        await pilot.press("escape")
        app.push_screen(QrScreen(f"https://example.org/{hostile}", hostile))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
