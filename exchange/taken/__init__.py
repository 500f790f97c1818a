"""What a reader takes away from a page: the rows that it shows, as files."""
