"""台账: what this hall did today, counted."""
