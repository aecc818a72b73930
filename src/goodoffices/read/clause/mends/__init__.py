"""Mends of the parser's trees, each of one kind of mistake; :mod:`..mended` applies them."""
