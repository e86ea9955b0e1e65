"""An order's amount."""

from hand import change, one

place = one("SELECT payment_id FROM refunds WHERE refund = 5")
change(f"UPDATE orders SET amount = amount + 100 WHERE payment_id = '{place}'")
print(place)
