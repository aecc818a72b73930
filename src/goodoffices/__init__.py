"""Good Offices."""
