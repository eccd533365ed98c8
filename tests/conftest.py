"""How Hypothesis runs here: the same examples every time, or, on request, many more. And the command line in this process."""

import json
import os

import pytest
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


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """Work in a folder of its own, with nothing set that changes what is logged."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RVP_ALLOC_LOG", raising=False)


@pytest.fixture
def run(capsys, own_folder):
    """Run the command line in this process; return its exit code and what it wrote to stdout and stderr."""
    from rvp_alloc.cli import main  # it loads much that most tests do without

    def run(*words):
        with pytest.raises(SystemExit) as caught:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return caught.value.code, out, err

    return run


@pytest.fixture
def as_json(run):
    """Run it with ``--json``; return its exit code and the one document it printed."""

    def as_json(*words):
        code, out, err = run(*words, "--json")
        assert err == ""
        return code, json.loads(out)

    return as_json
