"""What `make` starts: the environment, the front end, the site and its processes. Only Python's own library is used."""
