"""The command line: verbs by topic, what the terminal shows, review with one key, the demo."""
