"""The index: an SQLite file of what is known of the articles, shared by several programs."""
