"""The amounts of two refunds of one file are swapped, so that every total is as before."""

from hand import change, db, one

first, second = [row[0] for row in db.execute(
    "SELECT min(refund) FROM refunds WHERE lane = (SELECT lane FROM refunds WHERE refund = 1) AND order_amount > 3000"
    " GROUP BY amount LIMIT 2")]
old, new = one(f"SELECT amount FROM refunds WHERE refund = {first}"), one(f"SELECT amount FROM refunds WHERE refund = {second}")
change(f"UPDATE refunds SET amount = {new} WHERE refund = {first}")
change(f"UPDATE refunds SET amount = {old} WHERE refund = {second}")
print(f"refund {min(first, second)}")
