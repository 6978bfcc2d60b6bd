"""Keys of the whole desktop: X11 through libxcb; Wayland and Windows give none yet."""
