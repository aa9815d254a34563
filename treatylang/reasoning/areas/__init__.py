"""Where treaties apply: areas laid over the globe, what they leave out, contest and share."""
