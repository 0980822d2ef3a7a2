"""kbdesk: an offline border desk. Imports go down only: app, then cli, ui, store, papers, devices, sync, then desk, rulebook, domain, icao."""
