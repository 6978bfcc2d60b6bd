"""文书: every paper with its number, its print jobs, its picture, and the 用印登记."""
