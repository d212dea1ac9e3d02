"""Bands and the candidates they give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.errors import SettingsError
from compare.sketch.lsh import Bands, choose_bands, detection, find_candidates


@pytest.mark.parametrize(
    ("threshold", "bands", "rows"), [(0.8, 18, 7), (0.7, 25, 5), (0.5, 42, 3), (1.0, 1, 128)]
)
def test_known_cuts_of_128_values(threshold: float, bands: int, rows: int) -> None:
    """The cuts the design states."""
    assert Bands(bands, rows) == choose_bands(128, threshold)


@given(threshold=st.floats(0.05, 1), num_perm=st.integers(128, 512))
def test_the_cut_keeps_its_promise_and_no_coarser_one_does(threshold: float, num_perm: int) -> None:
    """95 of 100 pairs at the threshold share a band, 99 a little above it; one row more would not do."""

    def suffices(bands: Bands) -> bool:
        above = min(threshold + 0.05, 1.0)
        return detection(bands, threshold) >= 0.95 and detection(bands, above) >= 0.99

    bands = choose_bands(num_perm, threshold)

    assert suffices(bands)
    assert bands.bands * bands.rows <= num_perm
    assert bands.rows == num_perm or not suffices(Bands(num_perm // (bands.rows + 1), bands.rows + 1))


def test_too_few_values_are_refused() -> None:
    """Four values cannot find what is half the same, and the error says so."""
    with pytest.raises(SettingsError, match="num-perm 4 is too small"):
        choose_bands(4, 0.5)


def test_a_shared_band_makes_a_candidate() -> None:
    """Agreement in one whole band is enough; agreement across bands is not, nor is an empty text."""
    rows = [[1, 2, 3, 4], [1, 2, 9, 9], [8, 2, 3, 7]]
    signatures = [*(np.array(row, np.uint32) for row in rows), None, None]

    assert [(0, 1)] == find_candidates(signatures, Bands(2, 2))
