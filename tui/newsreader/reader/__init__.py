"""The reader: browse, search and read articles in a person's terminal."""
