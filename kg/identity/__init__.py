"""Identity: decisions about which records are one work and which names one person, and what follows from them.

Records never change. A decision says `same`, `candidate` or `different` of two things, with its rule and evidence; clusters are
the connected components of `same`, computed anew each time, so that taking a decision back leaves no trace of it.
"""
