"""What people judge: the nouns of a case, conditions on outcomes, judgements, and the case file."""
