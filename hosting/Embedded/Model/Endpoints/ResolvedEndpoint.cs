namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint with the ports that it is published with.</summary>
public sealed class ResolvedEndpoint
{
    /// <summary>The endpoint.</summary>
    public required EndpointAnnotation Endpoint { get; init; }

    /// <summary>The port on which the resource itself listens.</summary>
    public ResolvedPort TargetPort { get; init; }

    /// <summary>The port by which others reach it.</summary>
    public ResolvedPort ExposedPort { get; init; }
}
