namespace Aspire.Hosting.ApplicationModel;

/// <summary>The formats that references in an expression may carry.</summary>
internal static class ValueFormat
{
    /// <summary>Formats a value.</summary>
    /// <exception cref="NotSupportedException">The format is not known.</exception>
    public static string Apply(string value, string? format) => format switch
    {
        null => value,
        _ when format.Equals("uri", StringComparison.OrdinalIgnoreCase) => Uri.EscapeDataString(value),
        _ => throw new NotSupportedException($"The format '{format}' is not supported. Supported formats are 'uri' (encodes a URI)"),
    };
}
