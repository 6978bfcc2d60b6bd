"""The order of the queue: who is next at a window, and why."""
