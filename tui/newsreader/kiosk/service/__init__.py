"""The files that make a machine a display."""
