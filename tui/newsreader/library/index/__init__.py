"""The index of a library: an SQLite file, with every article as arrays beside it."""
