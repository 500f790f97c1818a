"""Inputs that understand people: a text in, the model's values out, and back in words that can be checked.

A text that can be read in two ways is refused; what is not reported stays apart from none.
"""
