"""What an operator needs: health, readiness, logs, metrics, error reports, and answers while the database is dead."""
