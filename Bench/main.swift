import Bytes
import Glibc
func now() -> Double { var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t); return Double(t.tv_sec) + Double(t.tv_nsec)/1e9 }
func rss() -> Int { var u = rusage(); getrusage(0, &u); return u.ru_maxrss / 1024 }
let args = CommandLine.arguments
let path = args[2]
var t = now()
let s = try Survey.survey(try InputFile(path: path))
print("survey", now() - t, s.inflatedSize, s.layout, s.encoding, "rss MB", rss())
if args[1] == "read" {
  t = now(); let src = try TextSource(path: path, survey: s); var b: [UInt8] = []; var n = 0
  while true { b.removeAll(keepingCapacity: true); let g = try src.read(into: &b); if g == 0 { break }; n += g }
  print("source", now() - t, n)
}
if args[1] == "csv" {
  for _ in 0..<3 {
  t = now(); let tok = CSVTokenizer(source: try TextSource(path: path, survey: s), separator: UInt8(ascii: ","))
  var c = RecordChunk(); var n = 0, cells = 0, more = true
  while more { c.removeAll(); more = try tok.read(into: &c, atMost: 16384); n += c.records.count; cells += c.cellEnds.count }
  print("csv", now() - t, n, cells, "rss MB", rss())
  }
}
if args[1] == "xml" {
  for _ in 0..<2 {
  t = now(); let r = try XMLRecordReader(source: try TextSource(path: path, survey: s), shape: XMLRecordShape(record: "refund", fields: ["refund_number","payment_id","order_number","terminal","refund_type","refund_amount","refund_currency","refund_description"], asides: ["total"]))
  let root = try r.start()
  var c = RecordChunk(); var n = 0, more = true
  while more { c.removeAll(); more = try r.read(into: &c, atMost: 16384); n += c.records.count; if n < 20000, let e = c.records.first { print(e, (0..<8).map { c.text($0, of: e) }) } }
  print("xml", now() - t, n, root, r.unknownElements, "rss MB", rss())
  }
}
