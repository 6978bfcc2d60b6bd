"""The only Qt in the program: the window, its panels and its lanes."""
