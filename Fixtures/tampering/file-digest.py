"""The digest of a file that was taken in."""

from hand import change, one

change("UPDATE files SET digest = '0' || substr(digest, 2, 62) || CASE substr(digest, 64) WHEN 'a' THEN 'b' ELSE 'a' END WHERE file = 2")
print(one("SELECT name FROM files WHERE file = 2"))
