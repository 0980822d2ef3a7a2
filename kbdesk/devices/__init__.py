"""Readers and printers. The only room that talks to hardware."""
