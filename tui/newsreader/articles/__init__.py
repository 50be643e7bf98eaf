"""Read one article: its file, front matter, dates and clean text.

Nothing outside this package opens article files, parses front matter, reads dates or cleans text: `files`
is the way in for files, `clean_text` for text, and `read.read_article` puts an article together.
"""
