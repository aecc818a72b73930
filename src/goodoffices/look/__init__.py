"""What every page shares: escaping and SVG, the sides with their shapes, dates in words."""
