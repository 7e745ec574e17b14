"""The declared mapping: a YARRRML file read into rules, compiled to SQL, and written out as N-Triples."""
