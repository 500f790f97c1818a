"""Attacks as the map, the table and the charts ask for them."""
