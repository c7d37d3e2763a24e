namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>The application whose resources are shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartedAt">When the host started, in UTC.</param>
/// <param name="Directory">The folder of the AppHost's project.</param>
internal sealed record PageApplication(string Name, DateTime StartedAt, string? Directory);
