"""Police and community-safety news, read in a terminal."""

__version__ = "0.1.0"
