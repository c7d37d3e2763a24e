namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells host names of this machine from others.</summary>
public static class EndpointHostHelpers
{
    private const string Suffix = ".localhost";
    private const string DevSuffix = ".dev.localhost";

    /// <summary>Whether the host is <c>localhost</c>.</summary>
    public static bool IsLocalhost(string? host) => string.Equals(host, KnownHostNames.Localhost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the address's host is <c>localhost</c>.</summary>
    public static bool IsLocalhost(Uri uri) => IsLocalhost(HostOf(uri));

    /// <summary>Whether the host ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostTld(string? host) => EndsWith(host, Suffix);

    /// <summary>Whether the address's host ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostTld(Uri uri) => IsLocalhostTld(HostOf(uri));

    /// <summary>Whether the host ends in <c>.dev.localhost</c>.</summary>
    public static bool IsDevLocalhostTld(string? host) => EndsWith(host, DevSuffix);

    /// <summary>Whether the address's host ends in <c>.dev.localhost</c>.</summary>
    public static bool IsDevLocalhostTld(Uri uri) => IsDevLocalhostTld(HostOf(uri));

    /// <summary>Whether the host is <c>localhost</c> or ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostOrLocalhostTld(string? host) => IsLocalhost(host) || IsLocalhostTld(host);

    /// <summary>Whether the address's host is <c>localhost</c> or ends in <c>.localhost</c>.</summary>
    public static bool IsLocalhostOrLocalhostTld(Uri uri) => IsLocalhostOrLocalhostTld(HostOf(uri));

    private static string HostOf(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.Host;
    }

    private static bool EndsWith(string? host, string suffix) =>
        host is not null && host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
}
