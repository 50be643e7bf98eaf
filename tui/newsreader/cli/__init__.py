"""The command line: what is typed becomes calls of the library, and what it answers becomes lines.

One small module for each command, named in `commands`. The reader starts without click, whose import takes
30 to 70 ms; only its two screens import Textual.
"""
