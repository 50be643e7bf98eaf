"""Show an article: lay out, scroll, select, highlight."""
