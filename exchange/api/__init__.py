"""The API: read-only, the same for everyone, one file for each noun and the machinery that they share."""
