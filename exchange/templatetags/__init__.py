"""What pages show of what leaves the site."""
