"""叫号: the queue column beside the work, and the panel with the whole queue."""
