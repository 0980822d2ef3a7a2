"""The Devices page: what is plugged into this machine, tried out and chosen; kept with the machine's settings."""
