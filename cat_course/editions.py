"""The editions of the book: what a learner reads, and what a trainer reads besides."""

from __future__ import annotations

LEARNER, TRAINER = EDITIONS = ("apprenant", "formateur")
