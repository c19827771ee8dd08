"""One file per flow: begin a unit of work, load, ask the domain, apply, commit, wake."""
