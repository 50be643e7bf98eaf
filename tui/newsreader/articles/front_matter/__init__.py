"""Find, parse and repair the front matter of an article."""
