"""Planning: what is done with a division after it is made: whole posts, several years, revision, reallocation."""
