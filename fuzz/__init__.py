"""libFuzzer over every parser of what comes in from outside: `make fuzz`. The program knows nothing of it."""
