"""Planning: what comes after one division, such as plans over several years, revision and reallocation."""
