using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Endpoints;

/// <summary>What was decided about an endpoint of a resource that the host starts.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Port">The port at which others reach it.</param>
/// <param name="TargetPorts">For each replica, the port it listens on.</param>
internal sealed record EndpointPlan(EndpointAnnotation Endpoint, int Port, IReadOnlyList<int> TargetPorts)
{
    /// <summary>Whether the host listens on the port itself and hands connections on.</summary>
    public bool IsForwarded => TargetPorts is not [var only] || only != Port;
}
