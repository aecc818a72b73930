"""What every page shares: stylesheet and parts, escaping and SVG, sides, audiences, dates."""
