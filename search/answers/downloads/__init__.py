"""What is taken away from a search: tables, citations and feeds, written as they are found. Open `exports` first."""
