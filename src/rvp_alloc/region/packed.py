"""A workbook as bytes, the same for the same cells: without the moment at which it was written."""

import io
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001  (a workbook knows no time zones)


def packed(book: "Workbook") -> bytes:
    """Return the file of a workbook."""
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.writer.excel import ExcelWriter

    book.properties = DocumentProperties(creator="rvp-alloc", created=_MOMENT, modified=_MOMENT)
    loose, tight = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, ZipFile(loose, "w")).save()
    with ZipFile(loose) as written, ZipFile(tight, "w") as archive:
        for name in written.namelist():
            entry = ZipInfo(name)  # which carries no moment of its own
            entry.create_system = 0  # nor the system it is written on
            archive.writestr(entry, written.read(name), ZIP_DEFLATED)
    return tight.getvalue()
