using System.Text.RegularExpressions;
using Lab.Engines.Processes;

namespace Lab.Engines.Postgres;

/// <summary>Finds what matters in the output of PostgreSQL's programs.</summary>
internal static partial class ServerMessages
{
    /// <summary>The last messages, in one line; statements are left out, since they can hold secrets.</summary>
    public static string Summary(ToolResult result)
    {
        var messages = Messages().Matches(result.Errors).Select(match => match.Groups["text"].Value.Trim()).TakeLast(3).ToList();
        return messages.Count > 0 ? string.Join("; ", messages) : $"exit code {result.ExitCode}.";
    }

    [GeneratedRegex(@"\b(LOG|ERROR|FATAL|PANIC|HINT|DETAIL|error):\s+(?<text>[^\r\n]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Messages();
}
