"""The use cases of a case: drafts, receiving, deciding, looking up."""
