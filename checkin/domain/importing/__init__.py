"""Members from a file: what a row must say, and what becomes of it.

sheet      bytes into rows, each with the line it begins on; or why the file cannot be read
row        one row into an enrolment, or every reason why not
enrolment  the nouns of both
line       what an enrolment meets on its line: nobody, the same member, or a refusal
writing    a member back into a row
"""
