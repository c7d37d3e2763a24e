using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Endpoints;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>An instance of a resource that is to be started.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="InstanceName">The resource's name, or the replica's.</param>
/// <param name="Bindings">Where the instance is to listen.</param>
/// <param name="Log">Takes its output.</param>
internal sealed record LaunchContext(IResource Resource, string InstanceName, IReadOnlyList<EndpointBinding> Bindings, ResourceLog Log);
