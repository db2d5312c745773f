print("whimbrel")
