using System.CommandLine;

namespace Lab.Backup.Cli.Commands;

/// <summary>One command.</summary>
internal interface ICliCommand
{
    /// <summary>Makes it.</summary>
    /// <param name="run">Runs its body.</param>
    Command Create(CommandRun run);
}
