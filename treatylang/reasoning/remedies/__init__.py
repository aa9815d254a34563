"""What could be changed, whether it helps, what it costs, and what is cheapest for all conflicts together."""
