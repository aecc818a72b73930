"""What must change for an outcome to hold: the cheapest changes, and the conditions."""
