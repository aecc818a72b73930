"""The headline figures, each with what it is compared with, measured in one run.

A module here has a function ``figures()`` that yields them; ``python -m benchmarks`` prints one
line of JSON for each. Figures that compare are ratios of two times from the same run.
"""
