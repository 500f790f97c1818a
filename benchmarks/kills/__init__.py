"""Jobs under fire: the processes that are killed, what they were asked for, and what came of it."""
