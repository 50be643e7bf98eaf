"""A dialog with every service of the catalogue, by need."""

from __future__ import annotations

from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.reader.dialogs.chooser import Chooser, Item


class Advice(Chooser):
    """The catalogue; the result is the id of the service chosen."""

    def __init__(self, catalogue: Catalogue) -> None:
        items: list[Item] = []
        for category, resources in catalogue.by_category():
            items.append(Item(category.id, category.name, heading=True))
            items += [_item(resource) for resource in resources]
        hint = "Enter shows its page or number · Esc closes"
        super().__init__("Help and advice", items, hint=hint, empty="No service contains these words.")


def _item(resource: Resource) -> Item:
    """A service: its name, number and purpose.

    A number of evidence level M has not been checked, and is left out (see `catalogue.LEVELS`).
    """
    number = resource.number if resource.level("phone") != "M" else ""
    below = resource.purpose if resource.status == "current" else f"{resource.purpose} (May have ended.)"
    return Item(resource.id, resource.name, number, below=below)
