"""The reader's dialogs, each with its style sheet beside it."""
