namespace Lab.Engines.Processes;

/// <summary>A server's program and what it is started with.</summary>
/// <param name="Path">The absolute path of the program.</param>
/// <param name="Arguments">Its arguments, which every user of the machine can read: no secrets.</param>
/// <param name="Environment">All of its environment: nothing is inherited.</param>
/// <param name="WorkingDirectory">The folder it starts in.</param>
public sealed record ServerProgram(
    string Path,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string WorkingDirectory)
{
    private static readonly string[] Inherited =
    [
        "PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "SystemRoot", "SystemDrive", "TEMP", "TMP", "windir",
    ];

    /// <summary>The part of this process's environment that a server may see: where programs lie, language, time zone. Neither passwords nor the rest.</summary>
    /// <param name="home">The server's home folder.</param>
    /// <returns>A new environment.</returns>
    public static Dictionary<string, string> PlainEnvironment(string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = home };
        foreach (var name in Inherited)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        return environment;
    }
}
