"""The command line: one module for each command, named in `command_list`.

The reader starts without click, whose import takes 30 to 70 ms; no command but `kiosk` imports Textual.
"""
