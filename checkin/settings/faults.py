"""What is wrong with a file, in one line for each field."""

from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails


def faults(error: ValidationError, table: type[BaseModel]) -> tuple[str, ...]:
    """One line for each wrong field of `table`: its path, and what is wrong or was meant."""
    return tuple(_fault(detail, table) for detail in error.errors())


def why(error: ErrorDetails) -> str:
    """What is wrong in one error of pydantic's, in words; never the value itself."""
    if error["type"] == "missing":
        return "is missing"
    return str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]


def _fault(error: ErrorDetails, table: type[BaseModel]) -> str:
    path = ".".join(map(str, error["loc"]))
    if error["type"] != "extra_forbidden":
        return f"{path}: {why(error)}"
    for part in error["loc"][:-1]:
        inner = table.model_fields[str(part)].annotation
        table = inner if isinstance(inner, type) else table
    near = get_close_matches(str(error["loc"][-1]), table.model_fields, n=1)
    return f"{path}: is not known" + (f', did you mean "{near[0]}"?' if near else "")
