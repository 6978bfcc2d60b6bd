"""The queue's use cases, one a module: what reception and windows do with tickets."""
