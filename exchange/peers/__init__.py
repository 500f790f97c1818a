"""The record in the columns of two widely used data sets, for programs that were written for those."""
