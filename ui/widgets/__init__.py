"""Small parts that several panels use, each shown in the gallery."""
