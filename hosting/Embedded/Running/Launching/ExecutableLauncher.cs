using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Starts executables.</summary>
internal sealed class ExecutableLauncher(ProcessLauncher processes) : IResourceLauncher
{
    public bool CanLaunch(IResource resource) => resource is ExecutableResource && !resource.HasAnnotationOfType<ContainerImageAnnotation>();

    public Task<ILaunchedInstance> LaunchAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var executable = (ExecutableResource)context.Resource;
        ResourcePropertySnapshot[] properties =
        [
            new("executable.path", executable.Command),
            new("executable.workDir", executable.WorkingDirectory),
        ];
        return processes.LaunchAsync(context, executable.Command, [], executable.WorkingDirectory, properties, cancellationToken);
    }
}
