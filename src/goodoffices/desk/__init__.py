"""The desk: a case in the browser, on this computer alone.

gate      who may come in: the loopback address, the key, no other page's form
forms     fields and files as they are sent, up to a size
bench     the case on the desk: what was read, judged and computed, each made anew when it must be
visitor   whose initials, language and colours a browser brings
edits     the edits of a visit: kept, undone, refused where another hand was at the file
effects   what a change does to what would hold
views     what each page shows, pure
tabs      the parts of a case, as every page names them
answers   how every page is answered
served    what pages share: tables as CSV, figures as files, how to cite
keys      the single keys, told on one page
front     the overview, the brief, the initials
reading   sources and claims
casework  the case without YAML: a folder of its own
results   what follows: outcomes and why
work      long work: begun, told as it goes on, stopped
working   long work as pages
moderating  replies to the briefs of a site, where the desk was opened with one
doors     every address of the desk, put together
serving   the server, until it is told to stop

Pages need no script; ``static`` holds what adds keys, dragging and dropping where there is one.
What edits the case goes through the file itself, comments kept, so that an editor may be open on it
at the same time.
"""
