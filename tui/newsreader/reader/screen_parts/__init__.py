"""The reader's screen in parts."""
