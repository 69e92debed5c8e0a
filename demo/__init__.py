"""A synthetic English county, made from a seed: nobody in it exists."""
