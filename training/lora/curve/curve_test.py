"""The parts that need no model: which subsets are read, where a text ends, what is said of the figures."""

from __future__ import annotations

import random
import unittest

from lora.curve.crossing import Rung, crossing
from lora.curve.subsets import nested
from lora.loops import until_loop

BELOW = Rung(8, -0.05, -0.09, -0.01)
ABOVE = Rung(32, 0.01, -0.02, 0.04)
CLEARLY = Rung(128, 0.06, 0.02, 0.10)


class Subsets(unittest.TestCase):
    def test_each_holds_the_smaller_ones_whatever_else_is_asked_for(self) -> None:
        records = list(range(100))
        found = nested(records, [32, 8, 64], seed=29)
        self.assertEqual(list(found), [8, 32, 64])
        self.assertEqual(found[32][:8], found[8])
        self.assertEqual(found[64][:32], found[32])
        self.assertEqual(len(set(found[64])), 64)
        self.assertEqual(nested(records, [8], seed=29)[8], found[8])
        self.assertNotEqual(nested(records, [8], seed=30)[8], found[8])

    def test_more_than_there_are_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            nested([1, 2, 3], [4], seed=29)


class Loops(unittest.TestCase):
    def test_a_text_ends_with_the_token_that_completes_a_loop(self) -> None:
        self.assertEqual(until_loop([5] * 40), [5] * 32)
        self.assertEqual(until_loop([9, *[1, 2, 3, 4, 5, 6, 7, 8, 0] * 5]), [9, *[1, 2, 3, 4, 5, 6, 7, 8, 0] * 4])

    def test_others_stay_as_they_are(self) -> None:
        for text in ([], [5] * 31, [*range(16), *range(16), *range(16)], random.Random(1).choices(range(50), k=64)):
            self.assertEqual(until_loop(text), text)


class Crossing(unittest.TestCase):
    def test_says_the_first_above_and_the_first_that_is_clearly(self) -> None:
        self.assertEqual(
            crossing([BELOW, ABOVE, CLEARLY]),
            "The first rung above CAPT is that of 32 sections; the first with an interval that leaves out zero is that of 128. "
            "The intervals hold zero at 32 sections, which these items do not tell from CAPT.",
        )

    def test_says_that_none_is(self) -> None:
        self.assertEqual(crossing([BELOW]), "None of the rungs, up to 8 sections, is above CAPT.")
        self.assertIn("of 32 sections; no rung is so with an interval", crossing([BELOW, ABOVE]))


if __name__ == "__main__":
    unittest.main()
