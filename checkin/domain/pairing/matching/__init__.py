"""Whom to bring together: filters, points, the graph for a solver, and what to make of its answer.

A coordinator approves what comes of it; the machine only ranks (R125).
"""

from checkin.domain.pairing.matching.candidate import Candidate, Ended, Role
from checkin.domain.pairing.matching.checking import Breach, Fault, check
from checkin.domain.pairing.matching.crowd import Crowd
from checkin.domain.pairing.matching.explain import Reason, explain
from checkin.domain.pairing.matching.graph import Edge, graph
from checkin.domain.pairing.matching.hard import Refusal, hard
from checkin.domain.pairing.matching.hours import occasions, slots
from checkin.domain.pairing.matching.left_over import LeftOver, Offer, left_over
from checkin.domain.pairing.matching.policy import Factor, MatchingPolicy, Shape
from checkin.domain.pairing.matching.score import Part, Score, score

__all__ = [
    "Breach",
    "Candidate",
    "Crowd",
    "Edge",
    "Ended",
    "Factor",
    "Fault",
    "LeftOver",
    "MatchingPolicy",
    "Offer",
    "Part",
    "Reason",
    "Refusal",
    "Role",
    "Score",
    "Shape",
    "check",
    "explain",
    "graph",
    "hard",
    "left_over",
    "occasions",
    "score",
    "slots",
]
