"""The kinds of source beside text and web pages, one module each.

Each module turns bytes into pieces (:class:`~goodoffices.read.formats.pieces.Piece`) or into the
finding that says why it cannot; the libraries that know the formats are imported when a file needs
them.
"""
