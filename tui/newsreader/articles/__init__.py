"""One article: how a file is opened, what its front matter says, and the clean text that everything else
is given.

Nothing outside this room opens an article, parses front matter, reads a date or cleans text a second
time: `files` is the one way in for files, `text` the one way in for text, and `read.read_article` puts an
article together.
"""
