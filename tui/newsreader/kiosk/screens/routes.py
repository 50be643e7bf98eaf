"""Which screen shows a destination. Imports a screen on first use, to keep the start quick."""

from __future__ import annotations

from newsreader.kiosk import navigation
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.base_screen import KioskScreen


def screen_for(destination: navigation.Destination, context: KioskContext) -> KioskScreen:
    """Make the screen of a destination."""
    match destination:
        case navigation.News(area):
            from newsreader.kiosk.screens.news_screen import NewsScreen

            return NewsScreen(context, area)
        case navigation.Areas():
            from newsreader.kiosk.screens.areas_screen import AreasScreen

            return AreasScreen(context)
        case navigation.Article(headline, area):
            from newsreader.kiosk.screens.article_screen import ArticleScreen

            return ArticleScreen(context, headline, area)
        case navigation.Links(entries, page):
            from newsreader.kiosk.screens.links_screen import LinksScreen

            return LinksScreen(context, entries, page)
        case navigation.Help():
            from newsreader.kiosk.screens.help_screen import HelpScreen

            return HelpScreen(context)
        case navigation.Services(category, resources, catalogue):
            from newsreader.kiosk.screens.services_screen import ServicesScreen

            return ServicesScreen(context, category, resources, catalogue)
        case navigation.Contact(method):
            from newsreader.kiosk.screens.contact_screen import ContactScreen

            return ContactScreen(context, method)
        case navigation.Staff():
            from newsreader.kiosk.screens.staff_screen import StaffScreen

            return StaffScreen(context)
