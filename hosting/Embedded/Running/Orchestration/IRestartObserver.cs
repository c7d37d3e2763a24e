using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Orchestration;

/// <summary>Is told when what crashed will be started again.</summary>
internal interface IRestartObserver
{
    /// <summary>An instance of a resource has ended by itself, and is started again after a pause.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="exitCode">The code it ended with.</param>
    /// <param name="pause">How long until it is started again.</param>
    void OnRestarting(IResource resource, string instance, int exitCode, TimeSpan pause);
}
