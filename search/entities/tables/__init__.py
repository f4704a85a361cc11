"""What makes the tables of places and names; needed to renew them, not to run."""
