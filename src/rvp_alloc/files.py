"""Files on disk: bounded in size, never overwritten unasked, and every trouble told in our own terms."""

import stat
from pathlib import Path

from rvp_alloc.border import bad_file
from rvp_alloc.errors import RequestError
from rvp_alloc.telling import visible
from rvp_alloc.texts import LARGEST_DOCUMENT


def read_file(path: Path) -> bytes:
    """Read a whole file of bounded size, or raise our own error."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device may never end
            what = "is a folder" if stat.S_ISDIR(found.st_mode) else "is not a file"
            raise bad_file(shown(path), "unreadable", f"cannot be read: it {what}", "Name a file")
        if found.st_size > LARGEST_DOCUMENT:
            what = f"is {found.st_size:,} bytes; at most {LARGEST_DOCUMENT:,} are read"
            raise bad_file(shown(path), "too_large", what, "Split it")
        content = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        what = f"cannot be read: {_reason(error)}"
        raise bad_file(shown(path), "unreadable", what, "Check the name and the rights") from None
    if not content.strip():
        raise bad_file(shown(path), "empty", "is empty", "Give a file with content")
    return content


def write_file(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file; one that exists is left alone unless ``overwrite`` is set."""
    try:
        with path.open("wb" if overwrite else "xb") as file:
            file.write(content)
    except FileExistsError:
        what, remedy = "exists already and is left as it was", "Choose another name or ask to overwrite it"
        raise bad_file(shown(path), "exists", what, remedy) from None
    except (OSError, ValueError) as error:
        what = f"cannot be written: {_reason(error)}"
        raise bad_file(shown(path), "unwritable", what, "Check the folder and the rights") from None


def unknown_ending(path: Path, *known: str) -> RequestError:
    """Return the error for a file of a kind that is not read or written."""
    ending = f"ends in {visible(path.suffix)!r}" if path.suffix else "has no ending"
    return bad_file(shown(path), "unknown_kind", ending, f"Use one of {', '.join(known)}")


def shown(path: Path) -> str:
    """Return the name of a file for a message."""
    return visible(path.name or path)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
