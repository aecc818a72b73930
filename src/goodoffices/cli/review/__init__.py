"""Review: what the machine proposed, put before a person one by one, decided with one key.

sitting   the state of a review, moved by keys; pure, no clock, no terminal
view      an item beside its highlighted words, safe to print whatever the page holds
keyboard  keys from a terminal or a pipe
desk      the loop: show, read a key, keep the decision, only then say so
"""
