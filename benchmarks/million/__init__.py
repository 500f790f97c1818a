"""Parts of `benchmarks.migrate_million`: the rows, and those who read and write meanwhile."""
