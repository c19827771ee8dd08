"""Five to eight members around one question a week: who sits where, what is asked, what is told."""
