"""The frozen history of the schema: numbered steps in plain SQL that import nothing of ours."""
