"""Files on disk: bounded in size, never overwritten unasked, and every trouble told in our own terms."""

from pathlib import Path

from rvp_alloc.border import LARGEST_DOCUMENT, bad_file


def read_file(path: Path) -> bytes:
    """Read a whole file of bounded size, or raise our own error."""
    try:
        if path.stat().st_size > LARGEST_DOCUMENT:
            raise bad_file(
                path.name,
                "too_large",
                f"is {path.stat().st_size:,} bytes; at most {LARGEST_DOCUMENT:,} are read",
                "Split it",
            )
        content = path.read_bytes()
    except OSError as error:
        raise bad_file(
            path.name, "unreadable", f"cannot be read: {error.strerror or error}", "Check the name and the rights"
        ) from None
    if not content.strip():
        raise bad_file(path.name, "empty", "is empty", "Give a file with content")
    return content


def write_file(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file; one that exists is left alone unless ``overwrite`` is set."""
    try:
        with path.open("wb" if overwrite else "xb") as file:
            file.write(content)
    except FileExistsError:
        raise bad_file(
            path.name, "exists", "exists already and is left as it was", "Choose another name or ask to overwrite it"
        ) from None
    except OSError as error:
        raise bad_file(
            path.name, "unwritable", f"cannot be written: {error.strerror or error}", "Check the folder and the rights"
        ) from None
