"""Building the add-in from its sources, installing it, and saying what is wrong with an installation.

Nothing here looks at the computer by itself: each function is given a `Machine`.
"""
