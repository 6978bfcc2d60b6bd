"""Taking papers back that a restored database lost (补登), by their QR."""
