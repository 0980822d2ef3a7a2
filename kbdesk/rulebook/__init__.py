"""What is in force at an instant, and what it finds. Law is data, never code."""
