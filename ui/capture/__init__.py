"""Captures pages (影像) of an applicant's papers and shows those a case has."""
