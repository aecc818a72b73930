"""What was read: unchanging snapshots and exact spans, claims, their store, what reports share."""
