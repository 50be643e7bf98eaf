"""What the reader and the display share on the screen: widgets, styles, themes, the driver."""
