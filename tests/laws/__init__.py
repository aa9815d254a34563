"""Laws: what holds of every draft, word and form, tried on random cases for as long as there is time."""
