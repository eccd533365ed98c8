"""The command line in this process, in a folder of its own."""

import json

import pytest

from rvp_alloc.cli import main


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RVP_ALLOC_LOG", raising=False)


@pytest.fixture
def run(capsys):
    """Run the command line in this process; return its exit code and what it wrote to stdout and stderr."""

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
