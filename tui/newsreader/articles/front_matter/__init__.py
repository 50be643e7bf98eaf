"""Read an article's front matter: YAML, TOML or JSON, repaired where its meaning is plain."""
