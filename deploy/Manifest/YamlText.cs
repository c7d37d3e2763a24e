using System.Text.RegularExpressions;

namespace Lab.Deploy.Manifest;

/// <summary>What becomes of a text that aspirate writes into YAML: without quotes, and escaped as if it were HTML.</summary>
internal static partial class YamlText
{
    private static readonly char[] Escaped = ['&', '<', '>', '"'];

    /// <summary>Whether it arrives as it is and as a text.</summary>
    public static bool IsPlain(string text) => Plain().IsMatch(text) && !OtherType().IsMatch(text) && !text.Contains(": ", StringComparison.Ordinal) && !text.EndsWith(':');

    /// <summary>Whether only its type is lost: a number or a truth value where a text is wanted.</summary>
    public static bool IsOtherType(string text) => OtherType().IsMatch(text);

    /// <summary>The characters of the text that aspirate escapes.</summary>
    public static IEnumerable<char> EscapedIn(string text) => text.Where(Escaped.Contains).Distinct();

    [GeneratedRegex("^[A-Za-z0-9_./$+(-][A-Za-z0-9_./=,+@%:$()* -]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^([-+]?[0-9._]+([eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|true|false|yes|no|on|off|y|n|null)$", RegexOptions.IgnoreCase)]
    private static partial Regex OtherType();
}
