namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>The command line of a container runtime.</summary>
internal interface IContainerCli
{
    /// <summary>The program: docker or podman.</summary>
    string Program { get; }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="call">The command.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    Task<ContainerCliResult> RunAsync(ContainerCliCall call, CancellationToken cancellationToken);
}
