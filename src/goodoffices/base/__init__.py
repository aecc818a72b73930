"""What every room stands on: errors, messages, files, fetching, exact numbers, dates, tables."""
