"""OGC API Features 1.0: the bases, handovers and attacks for programs that draw maps."""
