"""The frame around the work: top bar, rail, queue column, and the room for panels."""
