"""Signs of sentences as columns: what was put in comes out, here and in another process."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.analyse.freight import Freight
from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.sign_rows import SignRows, list_signs
from compare.analyse.units import Unit, make_units
from compare.model import Document

PIECES = st.sampled_from(
    ("Mayor Peter Ellwood", "sang.", "He", "stepped down", "on Monday", "312 crates", "the", "Élan,", "\n\n")
)


def read_units(*texts: str) -> list[Unit]:
    """The sentences of these texts."""
    documents = [Document(id=str(n), text=text, path="", source="") for n, text in enumerate(texts)]
    readings = [take_apart(document, ()) for document in documents]
    return make_units(readings, NameTable(readings))


@settings(deadline=None)  # what words mean is read from its tables at the first one
@given(st.lists(st.lists(PIECES, max_size=15).map(" ".join), max_size=3))
def test_columns_hold_all_signs(texts: list[str]) -> None:
    """Each sentence read back from columns that were packed has the signs it had."""
    units = read_units(*texts)
    freight = Freight((), (SignRows,))

    rows = freight.unpack(freight.pack(list_signs(units)))

    assert [unit.signs for unit in units] == [rows.read(number) for number in range(len(units))]


def test_signs_are_counted_by_sentences_and_documents() -> None:
    """Tunnels stand in three sentences of two documents."""
    rows = list_signs(read_units("A tunnel. The tunnel sank.", "Tunnels leaked."))

    assert {"tunnel": (3, 2), "leak": (1, 1)}.items() <= {
        sign: (a, b) for sign, a, b in rows.counts()
    }.items()
