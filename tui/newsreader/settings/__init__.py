"""What the person chose, what a station chose for its display, and where the program's own files live.

The lowest room: it reads TOML files and the environment, writes nothing, and knows no other room.
"""
