"""Bytes to a document: characters, visible text, zones, language, what pages say of themselves."""
