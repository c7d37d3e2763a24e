namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes names that every shell and platform takes as an environment variable's.</summary>
internal static class EnvironmentVariableName
{
    /// <summary>Letters, digits and underscores stay; everything else becomes an underscore, and a leading digit gets one before it.</summary>
    public static string From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var encoded = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? $"_{encoded}" : encoded;
    }
}
