"""What an article refers to: services, addresses, numbers and case references, and how a link is opened.

`extract.links_of` finds everything in an article, `catalogue.loader` reads the catalogue of services,
`policy` decides which addresses may leave the program, `opener` hands them over, `qr` draws codes.
"""
