"""A kiosk that thousands have used is as large as after the first few hundred; by name, for it takes most of an hour."""

from __future__ import annotations

import pytest

from bench.living_kiosk import VISITS, live_through

GROWN_MB = 10.0
MORE_OBJECTS, MORE_WIDGETS = 2_000, 40
"""What may be under way at the moment of looking; one left behind by each visit would be thousands."""


@pytest.mark.long
@pytest.mark.timeout(4 * 3600)
def test_ten_thousand_visits_leave_nothing_behind() -> None:
    sizes = [size for _, size in live_through(VISITS)]
    assert len(sizes) == 10, "it did not live to the end"
    first, last = sizes[0], sizes[-1]
    assert last.widgets - first.widgets < MORE_WIDGETS, sizes
    assert last.objects - first.objects < MORE_OBJECTS, sizes
    assert last.megabytes - first.megabytes < GROWN_MB, sizes
