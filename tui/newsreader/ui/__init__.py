"""The reader's screens, by Textual: widgets draw and report, screens decide, the library fetches."""
