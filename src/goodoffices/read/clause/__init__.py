"""The grammar of a clause: tokens and heads, who does what to whom, what modal verbs make of it."""
