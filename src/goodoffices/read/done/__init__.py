"""What was done: the acts a text tells, how far it vouches for them, and how actors stand."""
