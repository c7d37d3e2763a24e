namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>A resource, or one of its replicas, as the API lists it.</summary>
/// <param name="Id">Its identity: the resource's name, or the replica's.</param>
/// <param name="Name">The resource's name.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Type">The kind, for example <c>Project</c>.</param>
/// <param name="State">The state; null before it has one.</param>
/// <param name="StateStyle">How the state is meant, if not by its text: success, info, warning, error.</param>
/// <param name="Health">Healthy, Degraded or Unhealthy; null while it does not run.</param>
/// <param name="HealthReports">The last result of each health check.</param>
/// <param name="Urls">The addresses it is reached by.</param>
/// <param name="StartedAt">When it was last started, in UTC.</param>
/// <param name="StoppedAt">When it last ended, in UTC.</param>
/// <param name="ExitCode">The code with which it exited.</param>
/// <param name="Parent">The name of the resource it belongs to.</param>
/// <param name="Hidden">Whether it is left out of lists.</param>
/// <param name="Source">What runs: an image, a project, a program.</param>
/// <param name="Commands">What can be done with it.</param>
internal record PageResource(
    string Id,
    string Name,
    string DisplayName,
    string Type,
    string? State,
    string? StateStyle,
    string? Health,
    IReadOnlyList<PageHealthCheck> HealthReports,
    IReadOnlyList<PageUrl> Urls,
    DateTime? StartedAt,
    DateTime? StoppedAt,
    int? ExitCode,
    string? Parent,
    bool Hidden,
    string? Source,
    IReadOnlyList<PageCommand> Commands);
