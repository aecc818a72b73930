"""The conflict room's words: its records as sentences and tables, for every face."""
