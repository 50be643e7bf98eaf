"""The display at a police station: shows news by itself, serves visitors, forgets them, cannot be left.

Three states (`visit`), the words in each language (`words`), what is shown by itself (`programme`), the
banner, the signs of life, and the lock. The screens stand on the widgets of `ui`.
"""
