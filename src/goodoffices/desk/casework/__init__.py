"""The case without YAML: what people judge, written into the case file by forms.

spots         what may stand at a place of the file, by the table of keys
known         what the case has to choose from: options, parties, issues, outcomes
conditions    a condition as what would be so, what would not, and when; and back
fields        the field of a form for each shape of the table
taken         what was filled in, as values of the file
grounds       the claims to tick beside a judgement, those of its party first
changes       a value merged into the file, key by key, so that every comment stays
follows       what an edit changes in what would hold
questions     what may be asked of a party's preferences, answered with one button
weighing      which of two wants matters more, as the draft asks
next          the one thing to do next in the case
lines         what stands in a part of the case, line by line, in words
words         the names of keys, where the key alone says too little
pages         what the pages show
rooms         the addresses and their handlers

A key that is new in the table has its field without another line here.
"""
