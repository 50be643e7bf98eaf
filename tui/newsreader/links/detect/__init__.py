"""Find web addresses, telephone numbers, references and names in running text."""
