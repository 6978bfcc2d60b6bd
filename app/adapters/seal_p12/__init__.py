"""Signs papers and QR stamps with a P-256 key kept in a sealed PKCS#12 file."""
