"""Many documents: what several reports hold together, so that reports are not counted as events.

copies      which pages are one source: rewritten, copied, or taken from one agency
happenings  the same event in several reports as one
witnesses   how many reports bear a claim, of how many origins
positions   who said what on which issue, in time order
opposed     what one side says and its opposite, with what differs
"""
