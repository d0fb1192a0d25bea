"""What comes in at a hall's doors when somebody means harm, or a file was made by another program.

The doors, and where each is tried:

- words that people write (notes, reasons, items, ratings, PINs) and codes that they show: tests/db/test_hostile.py
- what they look for: tests/db/test_search.py
- files (a hall's folder, booking lists, secrets, settings, translations, recordings, layouts, boards):
  tests/db/test_hostile*.py, tests/shell/test_hostile*.py, tests/kiosk/test_hostile.py, tests/display/test_hostile.py
- the paper that a printer gets, and what it says of itself: tests/kiosk/test_hostile.py
- bytes on serial lines (card reader, pads and their rating keys), words on a strip: tests/kiosk/test_hostile.py,
  tests/caller/test_hostile.py
- a scanner that says more than a code: tests/kiosk/test_hostile.py
- the command line: tests/hall/test_hostile.py
"""

import unicodedata

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

NASTY = (
    "\x00", "\x1b@", "\x1b[2J", "\x10\x04\x01", "\x1dV\x00", "\x1c.", "\x7f", "\x9b31m",
    "\u202egnp.exe", "\u2066a\u2069", "\u200f", "\ud800", "\udfff\ud800", "\ufeff", "\ufffe",
    "👩‍👩‍👧‍👦", "🏳️‍🌈", "e\u0301\u0301\u0301\u0301", "𠮷", "\u2028", "\r\n", "\t",
    "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "'; DROP TABLE ticket; --", '"', "\\", "%s", "%(x)s", "{0}", "${jndi:x}",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(NASTY), st.text(max_size=8), st.characters(categories=["Cs", "Cc", "Cf", "Co"])
    ),
    max_size=6,
).map("".join)
"""A text of anything."""
BYTES = st.lists(
    st.one_of(
        st.binary(max_size=24),
        st.sampled_from([each.encode("utf-8", "surrogatepass") for each in NASTY]),
        st.sampled_from(["名称".encode("gb18030"), b"\xff\xfe", b"\xef\xbb\xbf", b",,,\n", b'"', b"\n[x]\n"]),
    ),
    max_size=8,
).map(b"".join)
"""A file of anything."""
HUGE = "字" * 10_000_000

FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def can_steer(text: str) -> bool:
    """Whether it holds anything but characters that are seen, and spaces."""
    return any(not each.isprintable() and unicodedata.category(each) != "Zs" for each in text)
