"""`checkin doctor`: is everything as it should be, and if not, what is to be done?

Each check is a function that gives a `Remark`. None of them sends or changes anything, and no
remark holds anything personal.
"""

from checkin.usecases.examining.remark import Remark, State

__all__ = ["Remark", "State"]
