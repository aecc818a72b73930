"""Advice: what a mediator should look at, one file a question; ``words`` tell what they find.

Pure functions over a case; nothing here reads a file of a case or a clock. Everything is *computed*
from *judged* inputs and names the inputs it hangs on. Rules return records and import no messages.
"""
