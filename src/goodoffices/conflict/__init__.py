"""Which outcomes would hold: the graph model of a conflict, from its states to sentences why."""
