"""Reads the data a county may replace: code tables, working calendars and region histories."""
