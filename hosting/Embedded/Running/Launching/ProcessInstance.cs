using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Processes;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>A resource's process.</summary>
/// <param name="process">The process.</param>
/// <param name="properties">What is shown of it.</param>
/// <param name="environment">Its environment without secrets.</param>
/// <param name="times">How patiently it is stopped.</param>
internal sealed class ProcessInstance(
    ManagedProcess process,
    ImmutableArray<ResourcePropertySnapshot> properties,
    ImmutableArray<EnvironmentVariableSnapshot> environment,
    StopTimes times) : ILaunchedInstance
{
    public Task<int> Exited => process.Exited;

    public CustomResourceSnapshot Describe(CustomResourceSnapshot state)
    {
        ImmutableArray<ResourcePropertySnapshot> own = [.. properties, new ResourcePropertySnapshot("executable.pid", process.Id)];
        return state with
        {
            Properties = [.. state.Properties.Where(p => !own.Any(o => o.Name == p.Name)), .. own],
            EnvironmentVariables = environment,
        };
    }

    public Task StopAsync() => process.StopAsync(times);

    public void Kill() => process.Kill();
}
