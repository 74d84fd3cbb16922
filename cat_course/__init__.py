"""An interactive course in dialogue facilitation: its content, its rules, its activities."""

from .content import Course
from .engine.matching import Situation
from .errors import CourseError

__all__ = ["Course", "CourseError", "Situation", "__version__"]
__version__ = "0.1.0"
