"""One Markdown body: parse it lazily, lay it out for a width, search it.

`document.Document` parses a body chunk by chunk, `layout.Layout` wraps it into lines of a width,
`find_phrase.find` searches it and `shell_output` prints it. `lines` holds the shared values.
Neither Textual nor Rich is imported, and the Markdown parser only on first use.
"""
