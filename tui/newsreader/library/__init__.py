"""Many articles: the index of them, lists, search, and what the user did with each.

`library.Library` (in `library/library.py`) is the one door to everything here. The index is an SQLite file in
the cache folder that can be deleted at any time; the reading state is another, in the state folder, that
never is. Nothing here knows Textual, and importing this package costs nothing.
"""
