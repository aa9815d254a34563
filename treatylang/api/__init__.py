"""What other programs may rely on: treaties opened, asked and compared; every answer is a value that does not change.

`import treatylang` gives all of it; the commands are written with it too.
"""
