"""Widgets of the display, made to be read from two metres away and pressed with a thumb."""
