"""What a clerk will notice between two versions of a service item."""
