"""What must always hold: each rule a small function of facts, which says what is wrong, or nothing.

dispatching   asked of every text and call that is about to be handed to the carrier
answering     asked of every text that was answered
standing      asked of what lies in the database: after every step, or at the end of every day
facts         what these functions are given; they never look at anything else

None of them uses a rule of the service: what is checked by itself always holds.
"""
