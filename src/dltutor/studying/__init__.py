"""Studying: quizzes, reviews, exams and progress over one history; the one object behind ``Tutor.study``."""

from dltutor.studying.studying import Studying

__all__ = ["Studying"]
