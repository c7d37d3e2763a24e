namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command that sends an HTTP request does so.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>Chooses the endpoint; null for the resource's first HTTP endpoint.</summary>
    public Func<EndpointReference>? EndpointSelector { get; set; }

    /// <summary>The name of the client from the host's HTTP client factory; null for its default.</summary>
    public string? HttpClientName { get; set; }

    /// <summary>The request's method; POST unless set.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Completes the request before it is sent.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Makes the command's result of the response; null for success of the status code.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }
}
