namespace Aspire.Hosting.ApplicationModel;

/// <summary>Host names that have a meaning to the host.</summary>
public static class KnownHostNames
{
    /// <summary>This machine, from itself.</summary>
    public const string Localhost = "localhost";

    /// <summary>This machine, from a container, through a tunnel.</summary>
    public const string DefaultContainerTunnelHostName = "aspire.dev.internal";

    /// <summary>This machine, from a container.</summary>
    public const string DockerDesktopHostBridge = "host.docker.internal";
}
