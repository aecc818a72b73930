"""Who is in a text: states, organisations, groups and persons, each under one name."""
