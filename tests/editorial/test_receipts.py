"""Tests of receipts: each proves itself, however it is typed."""

from __future__ import annotations

import pytest
from django.test import override_settings

from editorial.receipts import LETTERS, new_receipt, read_receipt, written


def test_a_receipt_is_read_however_it_is_typed() -> None:
    receipt = new_receipt()

    assert read_receipt(written(receipt)) == receipt
    assert read_receipt(f" {written(receipt).lower()} ") == receipt
    assert read_receipt(receipt.replace("0", "O").replace("1", "l")) == receipt


@pytest.mark.parametrize("typed", ["", "ABCD", "----", "ABCD-EFGH-JKMN", "é" * 12, "A" * 60])
def test_what_is_no_receipt_is_told_from_one(typed: str) -> None:
    assert read_receipt(typed) is None


def test_no_single_mistake_makes_another_receipt() -> None:
    receipt = new_receipt()
    mistyped = [
        receipt[:place] + letter + receipt[place + 1 :]
        for place in range(8, len(receipt))
        for letter in LETTERS
        if letter != receipt[place]
    ]

    assert [each for each in mistyped if read_receipt(each)] == []


def test_a_receipt_of_an_older_key_is_still_read() -> None:
    with override_settings(SECRET_KEY="older"):
        receipt = new_receipt()
    with override_settings(SECRET_KEY="newer", SECRET_KEY_FALLBACKS=["older"]):
        assert read_receipt(receipt) == receipt
    with override_settings(SECRET_KEY="newer"):
        assert read_receipt(receipt) is None
