"""An invented trust with invented people, so that Casework can be tried before it is trusted.

Nobody here exists. Names, posts, papers and cases are made up; pictures are drawn from shapes.
"""
