using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Writes a container as arguments of the runtime's <c>create</c>.</summary>
internal static class ContainerArguments
{
    /// <param name="spec">The container.</param>
    /// <param name="environmentFile">The file with those variables whose value is one line; values never stand in arguments.</param>
    public static IReadOnlyList<string> Create(ContainerSpec spec, string environmentFile) =>
    [
        "create",
        "--name", spec.Name,
        "--pull", "never",
        "--network", spec.Network,
        .. spec.Aliases.SelectMany(alias => (string[])["--network-alias", alias]),
        "--add-host", $"host.docker.internal:{spec.HostAddress}",
        .. spec.Labels.SelectMany(label => (string[])["--label", $"{label.Key}={label.Value}"]),
        .. spec.Ports.SelectMany(port => (string[])["--publish", $"127.0.0.1:{port.Host}:{port.Target}/{port.Protocol}"]),
        .. spec.Mounts.SelectMany(mount => (string[])["--mount", Mount(mount)]),
        .. spec.Environment.Count > 0 ? (string[])["--env-file", environmentFile] : [],
        .. spec.Environment.Where(v => !IsOneLine(v.Value)).SelectMany(v => (string[])["--env", v.Key]),
        .. spec.Entrypoint is { } entrypoint ? (string[])["--entrypoint", entrypoint] : [],
        .. spec.RuntimeArguments,
        spec.Image,
        .. spec.Arguments,
    ];

    /// <summary>The content of the file of variables.</summary>
    public static string EnvironmentFile(ContainerSpec spec) =>
        string.Concat(spec.Environment.Where(v => IsOneLine(v.Value)).Select(v => $"{v.Key}={v.Value}\n"));

    /// <summary>The variables whose value has several lines: the runtime takes them from its own environment.</summary>
    public static IReadOnlyDictionary<string, string?> OwnEnvironment(ContainerSpec spec) =>
        spec.Environment.Where(v => !IsOneLine(v.Value)).ToDictionary(v => v.Key, v => (string?)v.Value);

    private static bool IsOneLine(string value) => value.AsSpan().IndexOfAny('\n', '\r') < 0;

    private static string Mount(ContainerMountAnnotation mount)
    {
        var source = mount.Source is { } named ? $",source={named}" : "";
        return $"type={(mount.Type is ContainerMountType.BindMount ? "bind" : "volume")}{source},target={mount.Target}{(mount.IsReadOnly ? ",readonly" : "")}";
    }
}
