namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>What process to start.</summary>
internal sealed record ProcessSpec
{
    /// <summary>The program: a path, or a name to be looked up in PATH.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments; visible to every user of the machine, so never a secret.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The folder it starts in; the host's own when null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What its environment has beyond the host's; a null value takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}
