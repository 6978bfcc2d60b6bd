"""What the county means by its words: values and rules, no input or output."""
