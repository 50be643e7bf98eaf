"""One file for each screen, with its style beside it."""
