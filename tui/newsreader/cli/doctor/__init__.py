"""`newsreader doctor`: check the program's surroundings, or a display's machine."""
