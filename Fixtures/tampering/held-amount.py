"""What an order's refunds hold."""

from hand import change, one

place = one("SELECT payment_id FROM holdings WHERE held > 0 LIMIT 1")
change(f"UPDATE holdings SET held = held - 1 WHERE payment_id = '{place}'")
print(place)
