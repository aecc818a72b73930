"""The talks: private rooms, relay, one text, blind acceptance and a signed agreement.

Two sides that will not meet, and a mediator between them. The chief promise: what a party tells the
mediator never reaches the other side, and nothing acknowledged is ever lost.

    nouns, text, state, rules   pure: who may do what, and what everybody then sees
    sealing, chain              keys and what they lock; hash chains, receipts, signatures
    store, keyring, office      the disk; who holds which key; act → decide → commit → answer
    export, verify              what a member may take home, and how anyone checks it offline

Nothing that publishes (``brief``, ``read``) can import this package: the wall.
"""

from goodoffices.base.needs import needs

needs("talks")
