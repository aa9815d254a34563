"""Data only: the words, the laws, the treaties and the states that ship with the program."""
