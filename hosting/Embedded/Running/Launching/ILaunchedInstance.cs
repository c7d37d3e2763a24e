using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>An instance of a resource that was started.</summary>
internal interface ILaunchedInstance
{
    /// <summary>Completes with the exit code when it has ended.</summary>
    Task<int> Exited { get; }

    /// <summary>Adds to a state what is known of the instance: properties, environment (without secrets), volumes.</summary>
    CustomResourceSnapshot Describe(CustomResourceSnapshot state);

    /// <summary>Ends it, within the time it is given at most.</summary>
    /// <returns>A task that completes when it has ended.</returns>
    Task StopAsync();

    /// <summary>Ends it at once.</summary>
    void Kill();
}
