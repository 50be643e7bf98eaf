"""When an article was published, updated and expires."""
