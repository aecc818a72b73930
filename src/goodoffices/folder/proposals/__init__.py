"""What a dossier proposes for a case: sides, their bids, what is bargained over, consents."""
