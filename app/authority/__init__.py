"""The township's one source of order: it receives, orders, numbers and answers."""
