"""The display's terminal: filter input and output."""
