"""Numbers that no sound file has where it has a number."""

NUMBERS = (
    b"0", b"-1", b"1", b"2", b"255", b"1000", b"16384", b"65536", b"999999", b"1048577",
    b"2147483647", b"-2147483648", b"4294967295", b"99999999", b"-99999999", b"999999999",
    b"9" * 20, b"9" * 400, b"1e308", b"-1e999", b"nan", b"inf", b"0x7f", b"1.5", b"", b" ", b"abc",
    "๙๙".encode(), "²".encode(), b"1_0", b"+5",
)
