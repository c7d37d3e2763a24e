namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>A command for a container runtime.</summary>
/// <param name="Arguments">Its arguments; never a secret.</param>
internal sealed record ContainerCliCall(params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables that the command gets beside those of this process.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>What the command reads.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Takes each line as it is written, and whether it is of standard error; null collects them.</summary>
    public Action<string, bool>? Line { get; init; }
}
