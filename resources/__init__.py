"""What the program carries: rulebooks, messages, fonts, icons, styles, reference data, samples."""
