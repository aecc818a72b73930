"""What every room stands on: errors, messages, files, fetching, exact numbers, dates, tables."""

__version__ = "0.13.0"
"""The version of the package; everything else takes it from here."""
