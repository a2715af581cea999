"""How well the ranking of States to approach meets what States did."""
