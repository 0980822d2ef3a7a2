"""An offline border desk. Imports go down only: app; cli, ui, store, papers, devices; desk; rulebook; domain; icao."""
