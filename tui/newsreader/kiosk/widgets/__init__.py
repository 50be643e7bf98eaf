"""The parts of the display's screens, made to be read from two metres and pressed with a thumb."""
