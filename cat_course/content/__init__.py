"""Reading the course: the only part of the package that opens course files."""

from .course import Course, find_root

__all__ = ["Course", "find_root"]
