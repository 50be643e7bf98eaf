"""Resources: the catalogue, what an article refers to, the gate for what leaves, and QR codes.

`catalogue.load` reads the catalogue, `finding.find_mentions` finds what a text refers to, `entries.entries`
puts it together for the panel, `quotes.first_reference` is for the index, `gate` is the only way out, `qr`
draws codes.
"""
