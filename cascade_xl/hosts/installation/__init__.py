"""Building the add-in from its sources, installing it, and saying what is wrong with an installation."""
