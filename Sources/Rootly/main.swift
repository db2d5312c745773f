print("rootly")
