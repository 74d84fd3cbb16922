"""Measurements, side by side: what our pages weigh and how soon they can be used, the engine, the build.

* chromium   a browser that tells everything it sends and receives
* traffic    what a page and its service worker sent
* visit      one visit of one page: requests, bytes, elements, time until usable
* measured   several visits, and the row they make
* pages      our pages, and what they are held to
* weight     how light an activity is in a built page
* peers      the same content told by others: Jupyter Book's default theme, inkjs (ink writes its story)
* voila      the same activity with a kernel: our server, and Voila as it comes
* process    a server, started and ended
* engine     matching, role-plays, the check
* growth     copies of the course with 10 and 100 chapters, built in full and again
* report     rows, bars, a table, a JSON file

Nothing imports it but its own tests: ``python -m bench`` from the top of a checkout, or ``make bench``.
"""
