using System.Text.RegularExpressions;
using Lab.Engines.MongoDB.Errors;

namespace Lab.Engines.MongoDB.Query.Values;

/// <summary>Regular expressions with MongoDB's options. They are .NET's, which agree with PCRE on all that is common to both.</summary>
internal static class RegexPattern
{
    private const int MaxLength = 16384;

    /// <summary>How long one match may take: a pattern that backtracks without end must not hold a connection.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    /// <param name="pattern">At most 16,384 characters.</param>
    /// <param name="options">Of <c>i m x s u</c>; u is always so.</param>
    /// <exception cref="CommandException">51091: not a regular expression; 51108: an unknown option.</exception>
    public static Regex Compile(string pattern, string options)
    {
        if (pattern.Length > MaxLength)
        {
            throw CommandException.Location(51091, $"Regular expression is too long: {pattern.Length} characters, at most {MaxLength} are allowed");
        }

        var parsed = RegexOptions.CultureInvariant;
        foreach (var option in options)
        {
            parsed |= option switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                's' => RegexOptions.Singleline,
                'u' => RegexOptions.None,
                _ => throw CommandException.Location(51108, $"invalid flag in regex options: {option}"),
            };
        }

        try
        {
            return new Regex(pattern, parsed, MatchTimeout);
        }
        catch (ArgumentException error)
        {
            throw CommandException.Location(51091, "Regular expression is invalid: " + error.Message);
        }
    }

    /// <exception cref="CommandException">The match took longer than two seconds.</exception>
    public static bool IsMatch(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong(regex);
        }
    }

    /// <summary>The first match at or after an index in UTF-16 units.</summary>
    /// <exception cref="CommandException">The match took longer than two seconds.</exception>
    public static Match Match(Regex regex, string text, int start)
    {
        try
        {
            return regex.Match(text, start);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong(regex);
        }
    }

    private static CommandException TooLong(Regex regex) =>
        CommandException.Location(51156, $"Error occurred while executing regular expression '{regex}': it takes longer than {MatchTimeout.TotalSeconds} s");
}
