"""设置: printer, seal mode, lock, type size, contrast, and whether Chinese can be typed."""
