print("refundry")
