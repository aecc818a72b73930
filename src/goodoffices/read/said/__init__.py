"""Who said what: the words that report, quotation marks, and whom they are put to."""
