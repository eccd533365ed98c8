"""Store: where the parts of a sweep are kept, in memory or in a Parquet file, and read from again."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np

from rvp_alloc import extras
from rvp_alloc.analysis.sweep.settling import Part
from rvp_alloc.analysis.sweep.status import ENGINE_WORDS, STATUS_WORDS
from rvp_alloc.border import bad_file
from rvp_alloc.files import shown

NEW_FTE = "new_fte."


class Store(Protocol):
    """What a sweep needs of the place where its parts are."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, for good or ill."""

    def add(self, part: Part) -> None:
        """Keep one part; parts come in order."""

    def parts(self) -> Iterator[Part]:
        """Yield all parts in order."""


class MemoryStore:
    """Parts in memory."""

    def __init__(self) -> None:
        self._parts: list[Part] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def add(self, part: Part) -> None:
        """Keep one part."""
        self._parts.append(part)

    def parts(self) -> Iterator[Part]:
        """Yield all parts in order."""
        yield from self._parts


class ParquetStore:
    """Parts in a Parquet file: a row per scenario, with its number, how it ended, the values drawn, and new fte by team.

    The file appears under its name only when it is complete.
    """

    def __init__(
        self, path: Path, paths: tuple[str, ...], teams: tuple[str, ...], about: Mapping[str, Any], *, overwrite: bool
    ) -> None:
        self.path, self.paths, self.teams, self.overwrite = path, paths, teams, overwrite
        self.arrow, self.parquet = extras.load("pyarrow", "sweep"), extras.load("pyarrow.parquet", "sweep")
        self._partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._schema = self._schema_of(about)
        self._writer: Any = None

    def _schema_of(self, about: Mapping[str, Any]) -> Any:
        arrow = self.arrow
        text = arrow.dictionary(arrow.int32(), arrow.string())
        fields = [("scenario", arrow.int64()), ("status", text), ("engine", text), ("reason", text)]
        fields += [("clipped", arrow.bool_())]
        fields += [(name, arrow.float64()) for name in (*self.paths, *(f"{NEW_FTE}{team}" for team in self.teams))]
        return arrow.schema(fields, metadata={"rvp_alloc.sweep": json.dumps(about)})

    def __enter__(self) -> Self:
        self._refuse_existing()
        try:
            self._writer = self.parquet.ParquetWriter(self._partial, self._schema)
        except OSError as error:
            what = f"cannot be written: {error.strerror or 'no such folder'}"
            raise bad_file(shown(self.path), "unwritable", what, "Check the folder and the rights") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()
        try:
            if kind is None:
                self._refuse_existing()
                self._partial.replace(self.path)
        finally:
            with suppress(FileNotFoundError):
                self._partial.unlink()

    def _refuse_existing(self) -> None:
        if not self.overwrite and self.path.exists():
            what, remedy = "exists already and is left as it was", "Choose another name or ask to overwrite it"
            raise bad_file(shown(self.path), "exists", what, remedy)

    def add(self, part: Part) -> None:
        """Write one part."""
        count = len(part.status)
        columns = [
            self.arrow.array(np.arange(part.first, part.first + count)),
            self._coded(part.status, STATUS_WORDS),
            self._coded(part.engine, ENGINE_WORDS),
            self._coded(part.reason, part.reasons),
            self.arrow.array(part.clipped),
            *(self.arrow.array(row) for row in part.figures),
            *(self.arrow.array(np.ascontiguousarray(column)) for column in part.new_fte.T),
        ]
        self._writer.write_table(self.arrow.Table.from_arrays(columns, schema=self._schema))

    def _coded(self, codes: Any, words: tuple[str, ...]) -> Any:
        return self.arrow.DictionaryArray.from_arrays(
            codes.astype(np.int32), self.arrow.array(words, self.arrow.string())
        )

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the file, group by group."""
        with self.parquet.ParquetFile(self.path, read_dictionary=["reason"]) as file:
            for group in range(file.num_row_groups):
                yield self._part(file.read_row_group(group))

    def _part(self, table: Any) -> Part:
        reason = table["reason"].combine_chunks()
        reason = reason if isinstance(reason, self.arrow.DictionaryArray) else reason.dictionary_encode()
        status = _codes(table["status"].to_pylist(), STATUS_WORDS)
        engine = _codes(table["engine"].to_pylist(), ENGINE_WORDS)
        values = [table[name].to_numpy() for name in self.paths]
        new_fte = [table[f"{NEW_FTE}{team}"].to_numpy() for team in self.teams]
        return Part(
            int(table["scenario"][0].as_py()),
            np.array(values).reshape(len(self.paths), table.num_rows),
            np.array(new_fte).reshape(len(self.teams), table.num_rows).T,
            status,
            engine,
            reason.indices.to_numpy().astype(np.int32),
            tuple(reason.dictionary.to_pylist()),
            table["clipped"].to_numpy(),
            np.zeros(len(self.paths), dtype=np.int64),
        )


def _codes(found: list[str], words: tuple[str, ...]) -> Any:
    places = {word: place for place, word in enumerate(words)}
    return np.array([places[word] for word in found], dtype=np.int8)
