"""Packages in words: what was found, for the terminal, workbooks, JSON and notebooks."""
