"""How much direct tuning of a base comes up to steering it by a small pair."""
