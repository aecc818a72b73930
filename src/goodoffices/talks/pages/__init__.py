"""The pages of the talks: one gate for every request, then a party's room or the mediator's desk.

guard, limits      deny by default: routes with roles, strict headers, bounds, same-site writes
pages              templates, languages, receipts on every answer to a write
entrance, room, table, desk    the handlers, each route's own function
app, server, patience        the route table put together; the loopback server
"""
