"""Advice: what would have to change for an outcome to hold, and how sure the answers are.

Pure functions over a case or a conflict; nothing here reads a file or a clock. Everything is
*computed* from *judged* inputs and names the inputs it hangs on.
"""
