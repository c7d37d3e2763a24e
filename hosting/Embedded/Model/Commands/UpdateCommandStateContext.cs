namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command's state is decided by.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>The resource as it is now.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>The services of the host.</summary>
    internal IServiceProvider? Services { get; init; }
}
