using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Starts projects: what their build has put out.</summary>
internal sealed class ProjectLauncher(ProcessLauncher processes, ProjectOutputs outputs) : IResourceLauncher
{
    public bool CanLaunch(IResource resource) => resource is ProjectResource && !resource.HasAnnotationOfType<ContainerImageAnnotation>();

    public Task<ILaunchedInstance> LaunchAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var project = ((ProjectResource)context.Resource).GetProjectMetadata().ProjectPath;
        var assembly = outputs.Find(project);
        ResourcePropertySnapshot[] properties = [new("project.path", project), new("executable.path", assembly)];
        return processes.LaunchAsync(context, DotnetHost(), ["exec", assembly], Path.GetDirectoryName(project)!, properties, cancellationToken);
    }

    /// <summary>The dotnet host that runs this program, else the one in PATH.</summary>
    private static string DotnetHost()
    {
        var own = Environment.ProcessPath;
        return Path.GetFileNameWithoutExtension(own) == "dotnet" ? own!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host) ? host
            : "dotnet";
    }
}
