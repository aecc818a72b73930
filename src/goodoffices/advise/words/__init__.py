"""The advice in words: for each question the lines that tell what its rules found."""
