namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command is called with.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The identifier of the resource it is called on.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Cancelled when the command is to be given up.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>The services of the host.</summary>
    internal IServiceProvider? Services { get; init; }
}
