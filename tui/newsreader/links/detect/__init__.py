"""Detect web addresses, telephone numbers and case references in running text."""
