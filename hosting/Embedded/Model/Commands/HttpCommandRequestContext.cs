namespace Aspire.Hosting.ApplicationModel;

/// <summary>The request that a command is about to send.</summary>
public sealed class HttpCommandRequestContext
{
    /// <summary>The identifier of the resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The endpoint that is called.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>The client that sends.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The request.</summary>
    public required HttpRequestMessage Request { get; init; }

    /// <summary>Cancelled when the command is to be given up.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
