"""The production site without containers: the commands of docker-compose.yml, on this machine's programs."""
