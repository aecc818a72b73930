"""How sure an outcome is: the share of preference profiles in which it holds, and what flips it."""
