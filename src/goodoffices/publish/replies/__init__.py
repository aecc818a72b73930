"""Replies: what readers write to a brief, and the person who answers for its appearing.

nouns      a reply, its states, and which act leads from which to which
settings   what an operator chose: how long what is kept, blocked words
policy     the printed policy: the reasons that a rejection can name
keys       secrets of the server, and the key of the addresses, which lies elsewhere
database   one file pair, written durably, many writings at one sync
posting    a reply comes in: once a form, bounded, its address apart and sealed
deciding   what moderators do, each seeing what the others did
forgetting what is deleted: by its writer's link, or because its time has come
letters    the one confirmation by mail, where the site wants it
keeping    the place as a whole: open it, back it up, put accepted replies on the site
page       what the site says: sentences that a reply can point at, and its policy
gate       who may ask what: strict headers, bounds, forms of its own only
doors      every address of the server, and what its pages show
serving    the server, until it is told to stop

What is public is written to the site alone (``briefs/SLUG/replies.json``); everything else lies in
``SITE.replies``, for its owner only. Nothing appears before a person has decided.
"""
