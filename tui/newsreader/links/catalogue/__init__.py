"""The catalogue of services, campaigns and advice that articles name."""
