"""收件: from the 事项 through form and papers to the acceptance."""
