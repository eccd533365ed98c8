"""How Hypothesis runs here: the same examples every time, or, on request, many more."""

import os

from hypothesis import HealthCheck, settings

# No deadline: how long one division takes depends on the machine and on what else it is doing, and a test that fails
# for that reason says nothing about the library. No database: a run leaves nothing behind that the next one would read.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
# HYPOTHESIS_PROFILE=long looks for new examples each time; a region takes many draws, so slow generation is no fault.
settings.register_profile(
    "long",
    max_examples=2_000,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
