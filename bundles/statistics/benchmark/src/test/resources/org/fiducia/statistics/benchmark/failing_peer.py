raise ValueError("nothing to compare with")
