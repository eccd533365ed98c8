"""Planning: what is done with a division after it is made. Whole posts, years, moving posts."""
