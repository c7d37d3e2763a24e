using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Embedded.Page;

/// <summary>How the resources page is served.</summary>
/// <param name="Enabled">Whether it is served at all.</param>
/// <param name="Port">The loopback port; 0 lets the system choose.</param>
internal sealed record ResourcesPageOptions(bool Enabled, int Port)
{
    private const string EnabledKey = "Lab:Page:Enabled";
    private const string PortKey = "Lab:Page:Port";

    /// <summary>Reads <c>Lab:Page:Enabled</c> and <c>Lab:Page:Port</c>.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="enabledByDefault">What holds when <c>Lab:Page:Enabled</c> is absent.</param>
    /// <exception cref="DistributedApplicationException">A value is none of those allowed.</exception>
    public static ResourcesPageOptions From(IConfiguration configuration, bool enabledByDefault) =>
        new(ReadEnabled(configuration[EnabledKey], enabledByDefault), ReadPort(configuration[PortKey]));

    private static bool ReadEnabled(string? text, bool otherwise) => text switch
    {
        null or "" => otherwise,
        _ when bool.TryParse(text, out var enabled) => enabled,
        _ => throw new DistributedApplicationException($"{EnabledKey} is '{text}'; allowed: true, false."),
    };

    private static int ReadPort(string? text) => text switch
    {
        null or "" => 0,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue => port,
        _ => throw new DistributedApplicationException($"{PortKey} is '{text}'; allowed: a port from 1 to 65535, or 0 to let the system choose."),
    };
}
