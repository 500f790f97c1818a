"""Django's PostgreSQL backend, able to empty append-only tables between tests and to keep what migrations put there."""
