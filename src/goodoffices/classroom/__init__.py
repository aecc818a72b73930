"""A classroom: the same case negotiated at many tables at once, and what came of it, side by side.

setting   a folder of tables made from a case, with links and role sheets
serving   all tables from one address, with a clock
debrief   what each table agreed, and what that is worth by the case
report    role sheets and the debrief as pages

Each table is talks of its own, with the same walls. The teacher has an observer's seat at each:
what is told to a mediator in a private room is as closed to the teacher as to the other side.
"""
