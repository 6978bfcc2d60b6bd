"""The only SQL in the program: the encrypted file, its tables and its migrations."""
