"""Which packages could be signed: the efficient ones, the fair ones, and what could be traded."""
