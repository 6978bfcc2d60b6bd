"""Makes pages of pictures with Pillow and NumPy: upright, cropped, grey, small."""
