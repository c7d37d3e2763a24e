using System.Diagnostics;

namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>Starts shell scripts in sessions of their own, which a terminal's Ctrl+C does not reach.</summary>
internal static class UnixShell
{
    /// <summary>The shell that every Unix has.</summary>
    public const string Path = "/bin/sh";

    // Some shells (dash) drop variables whose names they cannot write themselves, such as ConnectionStrings__my-database; bash keeps them.
    private static readonly string[] KeepingShells = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash"];

    // macOS has no setsid program, but Perl.
    private const string Perl = "/usr/bin/perl";
    private const string PerlSession = "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127";

    private static readonly string[] SessionPrograms = ["/usr/bin/setsid", "/bin/setsid"];

    /// <summary>The shell that hands its environment on unchanged, where there is one.</summary>
    public static string EnvironmentKeepingPath { get; } = KeepingShells.FirstOrDefault(File.Exists) ?? Path;

    /// <summary>Makes a start run a script.</summary>
    /// <param name="start">What to start; its file name and arguments are set.</param>
    /// <param name="shell">The shell that runs it.</param>
    /// <param name="script">The script.</param>
    /// <param name="name">The script's name in messages ($0).</param>
    /// <param name="arguments">The script's arguments.</param>
    public static void InOwnSession(ProcessStartInfo start, string shell, string script, string name, IEnumerable<string> arguments)
    {
        IEnumerable<string> command = [shell, "-c", script, name, .. arguments];
        if (SessionPrograms.FirstOrDefault(File.Exists) is { } setsid)
        {
            start.FileName = setsid;
        }
        else if (File.Exists(Perl))
        {
            start.FileName = Perl;
            command = ["-e", PerlSession, .. command];
        }
        else
        {
            start.FileName = shell;
            command = command.Skip(1);
        }

        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }
    }
}
