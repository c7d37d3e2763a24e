namespace Aspire.Hosting.ApplicationModel;

/// <summary>The arguments of the container runtime while they are put together.</summary>
public sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments: texts, or values that are resolved later.</summary>
    public IList<object> Args { get; } = args ?? throw new ArgumentNullException(nameof(args));

    /// <summary>Cancelled when starting is given up.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
