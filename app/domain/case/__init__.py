"""A case (办件): its states, its operations, its deadlines."""
