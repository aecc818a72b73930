"""Analysis of a case: which outcomes would hold, and which packages could be signed.

Pure functions over the nouns of a case or over arrays; nothing here reads a file or a clock. This
module imports nothing heavy: numpy comes with the first function that is asked for.
"""
