"""The corpus of bad inputs: a table of data in four parts."""

import bad_numbers
import bad_policies
import bad_structure
import bad_tables

BAD_INPUTS = [
    *bad_numbers.BAD_INPUTS,
    *bad_structure.BAD_INPUTS,
    *bad_tables.BAD_INPUTS,
    *bad_policies.BAD_INPUTS,
]
