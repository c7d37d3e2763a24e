namespace Aspire.Hosting.ApplicationModel;

/// <summary>The response that a command has received.</summary>
public sealed class HttpCommandResultContext
{
    /// <summary>The identifier of the resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The endpoint that was called.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>The client that sent.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The response.</summary>
    public required HttpResponseMessage Response { get; init; }

    /// <summary>Cancelled when the command is to be given up.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
