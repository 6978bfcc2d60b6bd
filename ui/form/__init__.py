"""Turns a form sheet into fields on pages: the only place that knows how an answer is typed."""
