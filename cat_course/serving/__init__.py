"""How the built book and the notebook apps are served on one port.

* files       the book and the front end's assets, as static files
* pages       the plain French pages: not found, no place left, an error
* notebooks   which notebooks are apps, and what their pages are called
* rendering   one notebook, run in one kernel, written as one page
* seats       who holds a kernel, and what happens when there is none left
* handlers    the URLs of an app: its page, its websocket, its farewell
* application Voila with all of that put in place

``cat_course.server.serve`` is the way in. Nothing here reads the course, and nothing here is imported by
the rest of the package.
"""
