using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>A container as it is to be created.</summary>
internal sealed record ContainerSpec
{
    /// <summary>The container's name.</summary>
    public required string Name { get; init; }

    /// <summary>The image with its tag or digest.</summary>
    public required string Image { get; init; }

    /// <summary>What takes the place of the image's entry point; null leaves it.</summary>
    public string? Entrypoint { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<ContainerMountAnnotation> Mounts { get; init; } = [];

    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>The network that the containers of the application share.</summary>
    public required string Network { get; init; }

    /// <summary>The address of this machine as the container sees it.</summary>
    public required string HostAddress { get; init; }

    /// <summary>The names by which containers of the network reach this one.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Further arguments for the runtime.</summary>
    public IReadOnlyList<string> RuntimeArguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the container stays when the host ends.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>A digest of all that makes the container what it is; ports of this machine that nobody asked for may change.</summary>
    /// <param name="imageId">What the image's name stands for now.</param>
    /// <param name="files">A digest of the files that are copied into it.</param>
    public string Digest(string imageId, string files) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new object?[]
    {
        imageId,
        files,
        Entrypoint,
        Arguments,
        Environment.OrderBy(v => v.Key, StringComparer.Ordinal).ToArray(),
        Mounts.Select(m => new object?[] { m.Type.ToString(), m.Source, m.Target, m.IsReadOnly }).ToArray(),
        Ports.Select(p => new object?[] { p.Target, p.Protocol, p.IsRequested ? p.Host : null }).ToArray(),
        Network,
        Aliases,
        RuntimeArguments,
    })));
}
