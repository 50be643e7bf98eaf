"""Keep visitors inside the display."""
