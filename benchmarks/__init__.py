"""What is measured: quality and speed, never in tests."""
