"""What the program asks of the outside world, as Protocols."""
