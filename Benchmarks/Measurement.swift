import Foundation

/// Programs run in turn, so that what else the machine does meets all alike.
struct Measurement {
  /// Medians, in the order of the programs.
  private(set) var costs: [Cost]

  /// Runs each program once to warm up and then `rounds` times, one after the other.
  init(rounds: Int, _ programs: [() throws -> Cost]) throws {
    for program in programs { _ = try program() }
    var all = programs.map { _ in [Cost]() }
    for _ in 0..<rounds {
      for (index, program) in programs.enumerated() { all[index].append(try program()) }
    }
    costs = all.map { list in
      func median<Value: Comparable>(_ value: (Cost) -> Value) -> Value {
        list.map(value).sorted()[list.count / 2]
      }
      return Cost(seconds: median(\.seconds), cpu: median(\.cpu), peak: median(\.peak))
    }
  }
}

/// Lines of numbers under each other.
enum Report {
  static func heading(_ text: String) { write("\n\(text)") }

  /// A time, what it is set against, and by how much it may be more.
  static func compare(
    _ name: String, _ cost: Cost, with peer: (name: String, cost: Cost), limit: Double? = nil
  ) {
    let ratio = cost.seconds / peer.cost.seconds
    var line = column(name, 24) + time(cost) + "  " + column(peer.name, 22)
    line += time(peer.cost) + "  ratio " + String(format: "%5.2f", ratio)
    if let limit {
      line += String(format: " (at most %.1f)", limit) + (ratio > limit ? " OVER" : "")
    }
    write(line + memory(cost.peak))
  }

  static func single(_ name: String, _ cost: Cost) {
    write(column(name, 24) + time(cost) + memory(cost.peak))
  }

  static func perTable(_ cost: Cost, _ tables: Int) {
    let (seconds, bytes) = (cost.seconds / Double(tables), cost.peak / tables)
    write(String(format: "  that is %.0f µs and %d kB a table", seconds * 1_000_000, bytes / 1024))
  }

  private static func time(_ cost: Cost) -> String {
    String(format: "%9.1f ms", cost.seconds * 1000)
      + (cost.cpu == 0 ? "" : String(format: " (cpu %4.0f)", cost.cpu * 1000))
  }

  private static func memory(_ bytes: Int) -> String {
    bytes == 0 ? "" : String(format: "  peak %.0f MB", Double(bytes) / 1_048_576)
  }

  private static func column(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func write(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }
}
