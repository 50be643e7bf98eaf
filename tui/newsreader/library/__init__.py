"""Many articles: what changed on disk, the index of it, lists, search, and what the reader did with each.

`library.Library` (in `library/library.py`) is the one door; everything else here stands behind it. The index
is a file of SQLite in the cache folder that can be thrown away at any time; the reading state is another in
the state folder that never is. Nothing here knows Textual, and importing this package costs nothing.
"""
