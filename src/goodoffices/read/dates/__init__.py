"""Dates in running text: where they stand and what they mean, in EDTF."""
