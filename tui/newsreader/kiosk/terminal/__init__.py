"""The display's terminal: filter what comes in and what goes out."""
