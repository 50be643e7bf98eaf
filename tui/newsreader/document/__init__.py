"""One body of Markdown: what it says, and how it looks at a width.

`document.Document` reads a body, `layout.Layout` draws it line by line, `find.find` looks for words in it,
`shell` writes it to a terminal or a pipe; `lines` holds what is handed out. Everything is done when it is
asked for, so that the first screen costs the same at any length. Neither Textual nor Rich is needed.
"""
