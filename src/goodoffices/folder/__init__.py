"""A case folder as a whole: opened, filled from pages, drafted, checked; the names it knows."""
