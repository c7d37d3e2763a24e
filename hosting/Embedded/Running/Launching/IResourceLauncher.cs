using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>Starts one kind of resource. Found by registration; the first that can launch a resource does.</summary>
internal interface IResourceLauncher
{
    /// <summary>Whether a resource is of this launcher's kind. Asked once, after <see cref="BeforeStartEvent"/>.</summary>
    bool CanLaunch(IResource resource);

    /// <summary>Starts an instance of a resource; its dependencies are there.</summary>
    /// <param name="context">The instance.</param>
    /// <param name="cancellationToken">Gives up; nothing of the instance may remain then.</param>
    /// <returns>The instance, which runs.</returns>
    /// <exception cref="LaunchException">It cannot be started.</exception>
    Task<ILaunchedInstance> LaunchAsync(LaunchContext context, CancellationToken cancellationToken);
}
