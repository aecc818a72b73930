"""The written forms of a negotiation: plain JSON, the XML of GENIUS, a table."""
