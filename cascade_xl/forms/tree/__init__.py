"""Trees on paper: where the boxes stand, how a tree is cut into pages, and what a box looks like."""
