"""Files are read within bounds and never overwritten unasked; whatever is wrong with one is told in our own words."""

import os
from pathlib import Path

import pytest

from rvp_alloc import RequestError
from rvp_alloc.files import read_file, write_file
from rvp_alloc.texts import LARGEST_DOCUMENT


def code_of(call, *arguments, **options):
    with pytest.raises(RequestError) as caught:
        call(*arguments, **options)
    [problem] = caught.value.problems
    assert problem.remedy
    return problem.code


def test_a_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\x00a")
    assert read_file(path) == b"\xff\x00a"


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
def test_an_empty_file(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert code_of(read_file, path) == "empty"


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_DOCUMENT + 1)
    assert code_of(read_file, path) == "too_large"


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(RequestError, match="it is a folder"):
        read_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_a_pipe_that_nobody_fills_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert code_of(read_file, tmp_path / "pipe.csv") == "unreadable"


@pytest.mark.parametrize("name", ["missing.csv", "no/such/folder.csv", "n" * 5_000 + ".csv", "nul\0.csv"])
def test_a_file_that_cannot_be_found(tmp_path, name):
    assert code_of(read_file, tmp_path / name) == "unreadable"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.csv"
    path.write_bytes(b"a")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # taking the right away would not stop a superuser
    assert code_of(read_file, path) == "unreadable"


def test_a_file_that_exists_is_left_alone_unless_asked(tmp_path):
    path = tmp_path / "a.json"
    write_file(path, b"old", overwrite=False)
    assert code_of(write_file, path, b"new", overwrite=False) == "exists"
    assert path.read_bytes() == b"old"
    write_file(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"


def test_a_link_to_nowhere_is_not_written_through(tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "elsewhere.json")
    assert code_of(write_file, link, b"new", overwrite=False) == "exists"
    assert not (tmp_path / "elsewhere.json").exists()


@pytest.mark.parametrize("name", ["no/such/folder.json", "n" * 5_000, "nul\0.json"])
def test_a_file_that_cannot_be_written(tmp_path, name):
    assert code_of(write_file, tmp_path / name, b"new", overwrite=False) == "unwritable"
    assert code_of(write_file, tmp_path / name, b"new", overwrite=True) == "unwritable"


def test_a_folder_is_not_overwritten(tmp_path):
    assert code_of(write_file, tmp_path, b"new", overwrite=True) == "unwritable"


def test_only_the_name_of_a_file_is_told():
    with pytest.raises(RequestError) as caught:
        read_file(Path("a/secret/place/tab\there.csv"))
    assert "secret" not in str(caught.value)
    assert r"tab\there.csv" in str(caught.value)
