namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>A port of a container that is published on the loopback interface of this machine.</summary>
/// <param name="Host">The port of this machine.</param>
/// <param name="Target">The container's port.</param>
/// <param name="Protocol">tcp or udp.</param>
/// <param name="IsRequested">Whether the AppHost asks for the port of this machine.</param>
internal sealed record ContainerPort(int Host, int Target, string Protocol, bool IsRequested);
