"""What the person chose, and where the program's own files live.

The lowest room: it reads one TOML file and the environment, writes nothing, and knows no other room.
"""
