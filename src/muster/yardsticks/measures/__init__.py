"""The measures of section 9.2 of the dossier, a file a measure: facts in, what they come to out. Pure.

No Django, no clock, no I/O: the facts are collected by `muster.yardsticks.facts` from what the viewer may see.
"""
