import Foundation
import WhimbrelModel
import WhimbrelPostgres

// `make bench`: times beside those of PostgreSQL's own tools, on a private server.
//
//   Benchmarks [TABLES…]           all of it, for databases of so many tables; with 1000 among them,
//                                  two of 10,000 are compared too
//   Benchmarks inspect CONNINFO    reads one catalog and ends: what the others measure
let words = Array(CommandLine.arguments.dropFirst())
do {
  if words.first == "inspect", words.count == 2 {
    let connection = try await Connection.connect(to: ConnectionString(words[1]))
    let catalog = try await Inspector.inspect(connection, scope: Scope())
    await connection.close()
    guard !catalog.objects.isEmpty else { throw Failure("the catalog is empty") }
  } else {
    let sizes = words.compactMap { Int($0) }
    try await Bench.run(sizes.isEmpty ? [100, 1_000, 5_000] : sizes)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
