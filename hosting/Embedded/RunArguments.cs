using System.Globalization;

namespace Lab.Hosting.Embedded;

/// <summary>The command line, split into what is the host's own and what is configuration.</summary>
/// <param name="Rest">The arguments that are configuration.</param>
/// <param name="Configuration">What the host's own arguments mean as configuration.</param>
internal sealed record RunArguments(string[] Rest, IReadOnlyDictionary<string, string?> Configuration)
{
    /// <summary>Set when the host is to stop as soon as all is healthy.</summary>
    public const string UntilHealthyKey = "until-healthy";

    /// <summary>Seconds after which what is not healthy has failed.</summary>
    public const string TimeoutKey = "Lab:UntilHealthy:Timeout";

    private const string UntilHealthy = "--until-healthy";
    private const string Timeout = "--timeout";
    private const int DefaultTimeout = 120;
    private const int LongestTimeout = 86_400;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="Usage">The usage is asked for.</exception>
    /// <exception cref="Aspire.Hosting.DistributedApplicationException">An argument is unknown, incomplete or not allowed; the program ends with exit code 2 if nobody handles it.</exception>
    public static RunArguments Parse(string[] args)
    {
        var rest = new List<string>();
        var untilHealthy = false;
        int? timeout = null;
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (Usage.Arguments.Contains(name))
            {
                throw new Usage();
            }

            if (name == UntilHealthy)
            {
                untilHealthy = value is null ? true : throw CommandLineMistake.Of($"{UntilHealthy} takes no value.");
            }
            else if (name == Timeout)
            {
                timeout = Seconds(value ?? Next(args, ref i));
            }
            else if (value is not null || name.StartsWith('/') || (name.StartsWith('-') && !name.StartsWith("--", StringComparison.Ordinal)))
            {
                rest.Add(args[i]);
            }
            else if (name.StartsWith("--", StringComparison.Ordinal) && name.Length > 2)
            {
                rest.AddRange([name, Next(args, ref i) ?? throw CommandLineMistake.Of($"Argument '{name}' is unknown, or its value is missing; allowed: {UntilHealthy} [{Timeout} SECONDS], and --KEY VALUE for configuration (--help tells more).")]);
            }
            else if (i > 0 && rest.Count > 0 && rest[^1].StartsWith('/') && !rest[^1].Contains('=', StringComparison.Ordinal))
            {
                rest.Add(name);
            }
            else
            {
                throw CommandLineMistake.Of($"Argument '{name}' is unknown; allowed: {UntilHealthy} [{Timeout} SECONDS], and --KEY VALUE for configuration (--help tells more).");
            }
        }

        if (timeout is not null && !untilHealthy)
        {
            throw CommandLineMistake.Of($"{Timeout} goes with {UntilHealthy}.");
        }

        var configuration = new Dictionary<string, string?>();
        if (untilHealthy)
        {
            configuration[UntilHealthyKey] = bool.TrueString;
            configuration[TimeoutKey] = (timeout ?? DefaultTimeout).ToString(CultureInfo.InvariantCulture);
        }

        return new RunArguments([.. rest], configuration);
    }

    private static string? Next(string[] args, ref int i) =>
        i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null;

    private static int Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestTimeout
            ? seconds
            : throw CommandLineMistake.Of($"{Timeout} '{text}' is not a number of seconds; allowed: 1 to {LongestTimeout}.");
}
