using System.CommandLine;

namespace Lab.Backup.Cli;

/// <summary>Runs the body of a command and turns its errors into one line and an exit code.</summary>
/// <param name="parsed">What stands on the command line.</param>
/// <param name="run">The body.</param>
/// <param name="cancellationToken">Ctrl+C.</param>
/// <returns>The exit code.</returns>
internal delegate Task<int> CommandRun(ParseResult parsed, Func<CliContext, Task<int>> run, CancellationToken cancellationToken);
