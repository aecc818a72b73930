"""What follows from the case, on the desk.

doors     every address of the results
decided   the outcomes as an address asks for them: in which sense, which of them, what if
outcomes  what would hold, who takes what, who would stay
reasons   one outcome: why, and the ways that lead to it
graph     how the conflict can go, drawn
whatif    another preference, for a look
packages  levels tried, gains, what betters a package
levers    what would have to change for an outcome to hold
stress    how sure each outcome is
advice    what a mediator should look at, and questions answered on the spot
compare   the brief: its parts, and what changed since the last
convene   what talks would be convened from the case, and how

All is computed by the rooms of the chain; nothing here computes but whose turn it is to be shown.
"""
