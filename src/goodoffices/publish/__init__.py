"""The published site: briefs with their authors, corrections and replies, in a folder of pages.

Nothing here can read the talks, and nothing of a reader but what was accepted is written to a page.
"""
