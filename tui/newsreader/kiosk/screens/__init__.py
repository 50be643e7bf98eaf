"""What the display shows: a screen for the rotation, one for each thing a visitor does, and the warning."""
