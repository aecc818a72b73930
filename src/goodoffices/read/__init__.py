"""Reading: bytes to text and zones, then to claims with the words they rest on."""
